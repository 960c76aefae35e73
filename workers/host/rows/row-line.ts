// A kept row, and how it is parsed: everything that is read from a file is checked.
import { isAbsolute } from 'node:path';
import type { ItemState } from '../../jobs/job-report.ts';
import type { ItemRow } from '../../protocol.ts';

const STATES: ReadonlySet<unknown> = new Set<ItemState>([
  'pending',
  'running',
  'done',
  'skipped',
  'failed',
  'cancelled',
]);

/** Returns undefined for a text that is no such line. */
export function parseRow(text: string): ItemRow | undefined {
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isRow(row) ? row : undefined;
}

function isRow(row: unknown): row is ItemRow {
  if (!isObject(row)) return false;
  const { index, name, state, progress = 0, bytesIn = 0, bytesOut = 0, input = '/', output = '/', error } = row;
  const { moreOutputs = [] } = row;
  if (!Array.isArray(moreOutputs)) return false;
  const numbers = [index, progress, bytesIn, bytesOut].every((number) => typeof number === 'number' && number >= 0);
  const paths = [input, output, ...moreOutputs].every((path) => typeof path === 'string' && isAbsolute(path));
  return numbers && paths && typeof name === 'string' && STATES.has(state) && (error === undefined || isMessage(error));
}

function isMessage(message: unknown): boolean {
  if (!isObject(message) || typeof message.code !== 'string') return false;
  const { params = {} } = message;
  return (
    isObject(params) && Object.values(params).every((value) => ['string', 'number', 'object'].includes(typeof value))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
