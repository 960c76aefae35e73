// `npm run package:futures [-- --short]`: packs @dropmill/futures into release/, and uses the package in projects as others
// have them. The short form needs no network: it leaves out Node 22, esbuild, webpack, tsx, Electron, publint and attw.

import { runScript } from '../lib/say.mjs';
import { ensureDependencies } from '../lib/setup/dependencies.mjs';
import { summarize } from '../lib/steps/steps.mjs';
import { packAndTryFutures } from './steps.mjs';

await runScript(async () => {
  await ensureDependencies();
  return summarize(await packAndTryFutures({ isShort: process.argv.includes('--short') }));
});
