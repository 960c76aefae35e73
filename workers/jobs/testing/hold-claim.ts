// A program that has the claim on a file until its input ends: `hold-claim.ts FILE`. Says a line when it has it, and one when
// somebody waits for it.
import { once } from 'node:events';
import { lstatSync } from 'node:fs';
import { lockClaim } from '../../claims/claim-lock.ts';
import { fileKey } from '../../files/changes/identity.ts';

const key = fileKey(lstatSync(process.argv[2] ?? '', { bigint: true }));
const lock = await lockClaim(key, () => process.stdout.write('waited\n'));
process.stdout.write(lock ? 'held\n' : 'taken\n');
await once(process.stdin.resume(), 'end');
await lock?.release();
