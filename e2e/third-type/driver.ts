import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OutputFile } from '../../workers/files/output/output-file.ts';
import type { JobOutcome, JobRun } from '../../workers/jobs/job-type.ts';
import type { ListingOptions } from './options.ts';
import type * as tasks from './tasks.ts';

export async function run({
  id,
  inputs,
  options,
  tasks: workers,
  report,
}: JobRun<ListingOptions, typeof tasks>): Promise<JobOutcome> {
  const [folder = ''] = inputs;
  const names = (await readdir(folder)).filter((name) => !options.exclude.includes(name)).sort();
  report.total({ files: names.length, bytes: 0, final: true });
  for (const [index, name] of names.entries()) report.item({ index, name, state: 'pending' });
  const found: { name: string; size: number }[] = [];
  const sizes = workers.map(
    'measure',
    names.map((name) => ({ path: join(folder, name) })),
  );
  for await (const size of sizes) {
    const index = found.length;
    found.push({ name: names[index] ?? '', size });
    report.item({ index, state: 'done', progress: 1, bytesIn: size });
    report.advance({ files: 1 });
  }
  if (options.order === 'size') found.sort((a, b) => a.size - b.size);
  const lines = found.map(({ name, size }) => `${' '.repeat(options.indent)}${name}${options.sizes ? ` ${size}` : ''}`);
  report.writesTo(dirname(folder));
  await using output = await OutputFile.create(dirname(folder), id);
  const text = `${lines.join('\n')}\n`;
  await output.handle.writeFile(text);
  const path = await output.publish(join(dirname(folder), options.fileName));
  const bytesIn = found.reduce((sum, { size }) => sum + size, 0);
  return { outputs: path ? [path] : [], entries: found.length, failed: 0, bytesIn, bytesOut: text.length };
}
