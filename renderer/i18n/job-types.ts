// What the window calls the known job types and their options. A type or option without an entry here is shown in the
// words of its own schema.

export interface FieldTexts {
  readonly title?: string;
  readonly description?: string;
  readonly choices?: Readonly<Record<string, string>>;
}

export interface TypeTexts {
  /** On the tab and in menus. */
  readonly name: string;
  /** On the drop target. */
  readonly drop: string;
  /** The option to hand the results of another job to it. */
  readonly next?: string;
  readonly groups: Readonly<Record<string, string>>;
  /** Names of the ready-made presets. */
  readonly presets: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, FieldTexts>>;
}

export type TypeCatalogue = Readonly<Record<string, TypeTexts>>;

/** A label for a choice: the catalogue's, else the schema's. */
export function choiceText(texts: FieldTexts | undefined, value: unknown, fallback: string): string {
  return texts?.choices?.[String(value)] ?? fallback;
}
