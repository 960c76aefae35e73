// `npm run faults [-- --from N --count N Playwright's arguments]`: every fault of docs/faults.md as often as the table says, and the
// figures into the table. With arguments only the rows that ran are renewed; a part of the trials leaves the table as it is.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './lib/app-build.mjs';
import { root } from './lib/project.mjs';
import { runScript } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';
import { takePiece } from './lib/steps/fault-piece.mjs';
import { readReport, renewTable } from './lib/steps/fault-table.mjs';
import { endToEndTests, summarize } from './lib/steps/steps.mjs';

const table = join(root, 'docs', 'faults.md');

await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-faults-'));
  const report = join(folder, 'report.jsonl');
  writeFileSync(report, '');
  const { args, variables: piece } = takePiece(process.argv.slice(2));
  const variables = { DROPMILL_FAULTS: 'full', DROPMILL_FAULTS_REPORT: report, ...piece };
  try {
    const outcome = await endToEndTests(args.length > 0 ? args : ['e2e/faults/'], variables);
    if (!piece) writeFileSync(table, renewTable(readFileSync(table, 'utf8'), readReport(readFileSync(report, 'utf8'))));
    return summarize([outcome]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
