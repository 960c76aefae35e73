// The table of docs/faults.md: rows between two marks, renewed by what a run reports.

const BEGIN = '<!-- faults: written by npm run faults -->';
const END = '<!-- end of faults -->';
const HEAD = ['| fault | what must come of it | tried | survived |', '|---|---|---|---|'];

/** @typedef {{ row: string, outcome: string, tried: number, survived: number }} FaultRow */

/**
 * @param {string} text a JSON object a line
 * @returns {FaultRow[]} those that were tried at all
 */
export function readReport(text) {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line)).filter(({ tried }) => tried > 0);
}

/**
 * @param {string} document
 * @param {readonly FaultRow[]} rows take the place of rows of the same name; new ones come last
 */
export function renewTable(document, rows) {
  const [before = '', rest = ''] = document.split(BEGIN);
  const [old = '', after = ''] = rest.split(END);
  const lines = new Map(
    old
      .split('\n')
      .filter(isRow)
      .map((line) => [nameOf(line), line]),
  );
  for (const { row, outcome, tried, survived } of rows)
    lines.set(row, `| ${[row, outcome, tried, survived].join(' | ')} |`);
  return [before.trimEnd(), '', BEGIN, ...HEAD, ...lines.values(), END, '', after.trimStart()].join('\n');
}

/** @param {string} line */
function isRow(line) {
  return line.startsWith('| ') && !HEAD.includes(line);
}

/** @param {string} line */
function nameOf(line) {
  return line.split(' | ')[0]?.slice(2) ?? '';
}
