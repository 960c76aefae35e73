// Property lists in XML, as macOS reads them.

/** @typedef {string | number | boolean | readonly Value[] | { readonly [key: string]: Value }} Value */

/** @param {Value} value */
export function plist(value) {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    ...lines(value, ''),
    '</plist>',
    '',
  ].join('\n');
}

/**
 * @param {Value} value
 * @param {string} indent
 * @returns {string[]}
 */
function lines(value, indent) {
  const inner = `${indent}  `;
  if (typeof value === 'string') return [`${indent}<string>${escaped(value)}</string>`];
  if (typeof value === 'boolean') return [`${indent}<${value}/>`];
  if (typeof value === 'number') return [`${indent}<integer>${value}</integer>`];
  if (isList(value)) return [`${indent}<array>`, ...value.flatMap((one) => lines(one, inner)), `${indent}</array>`];
  const entries = Object.entries(value).flatMap(([key, one]) => [
    `${inner}<key>${escaped(key)}</key>`,
    ...lines(one, inner),
  ]);
  return [`${indent}<dict>`, ...entries, `${indent}</dict>`];
}

/**
 * @param {Value} value
 * @returns {value is readonly Value[]}
 */
function isList(value) {
  return Array.isArray(value);
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
