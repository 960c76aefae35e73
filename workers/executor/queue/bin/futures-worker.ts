#!/usr/bin/env node
// `npx futures-worker --tasks ./tasks.js --redis redis://...`: runs tasks of a queue on this machine.
import { run } from './run-worker.ts';

process.exitCode = await run(process.argv.slice(2));
