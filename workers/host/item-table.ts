// The rows of one job's details, kept in the host and fetched page by page.
import type { ItemUpdate } from '../jobs/job-report.ts';
import type { ItemRow } from '../protocol.ts';

/** Names which rows of a job are wanted, and which page of them. */
export interface ItemQuery {
  readonly offset: number;
  readonly limit: number;
  readonly state?: string;
  readonly search?: string;
}

export class ItemTable {
  readonly #rows: ItemRow[] = [];

  /** Merges an update into its row; the first update of an index creates the row. */
  update(update: ItemUpdate): void {
    const row = this.#rows[update.index];
    if (row) Object.assign(row, update);
    else this.#rows[update.index] = { state: 'pending', ...update, name: update.name ?? '' };
  }

  nameOf(index: number): string {
    return this.#rows[index]?.name ?? '';
  }

  /** Gives this state to all rows that have not ended when their job ends. */
  end(state: 'cancelled' | 'failed'): void {
    for (const row of this.#rows) {
      if (row?.state === 'pending' || row?.state === 'running') Object.assign(row, { state });
    }
  }

  page(query: ItemQuery): { total: number; rows: readonly ItemRow[] } {
    const matching = query.state || query.search ? this.#filter(query) : this.#rows;
    return { total: matching.length, rows: matching.slice(query.offset, query.offset + query.limit) };
  }

  #filter({ state, search }: ItemQuery): ItemRow[] {
    const wanted = search?.toLocaleLowerCase();
    return this.#rows.filter(
      (row) => row && (!state || row.state === state) && (!wanted || row.name.toLocaleLowerCase().includes(wanted)),
    );
  }
}
