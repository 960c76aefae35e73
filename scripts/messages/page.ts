// docs/messages.md: all codes with their English sentences.
import * as registry from '../../workers/jobs/registry.ts';
import { commonMessages } from '../../workers/messages/common.ts';
import type { Catalogue, Text } from '../../workers/messages/message.ts';

const HEAD = `# Messages

What goes wrong, why a file is skipped, and what is worth a note: a code with parameters, which are in double braces here.
\`--json\` prints the code, the parameters, the sentence in English and, as \`cause\`, what the system or a library said. Scripts go by the
code: sentences may change.

Written by \`npm run messages\` from \`workers/messages/en/messages.ts\` and \`workers/jobs/*/messages/en.ts\`.
`;

export async function messagesPage(): Promise<string> {
  const sections = [section('All jobs and the app', (await commonMessages('en')).messages)];
  for (const [type, { messages }] of Object.entries(registry)) {
    if (messages) sections.push(section(`Only \`${type}\``, (await messages('en')).messages));
  }
  return [HEAD, ...sections].join('\n');
}

function section(title: string, catalogue: Catalogue): string {
  const rows = Object.entries(catalogue).map(
    ([code, { text, hint }]) => `| \`${code}\` | ${cell(text)} | ${hint === undefined ? '' : cell(hint)} |`,
  );
  return [`## ${title}`, '', '| code | what is wrong | what to do |', '|---|---|---|', ...rows, ''].join('\n');
}

/** Of plural forms the one for many. */
function cell(text: Text): string {
  return (typeof text === 'string' ? text : text.other).replaceAll('|', '\\|');
}
