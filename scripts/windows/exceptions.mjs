// Tests that cannot pass under Wine, each with its reason. A test that passes after all is reported, so that the list stays exact.

/**
 * @typedef {object} Exception
 * @property {string} file
 * @property {string} [test] its full name; absent for all of the file
 * @property {boolean} [sometimes] it may pass, as it depends on the order in which things happen
 * @property {string} why
 */

/** @type {readonly Exception[]} */
export const EXCEPTIONS = [];
