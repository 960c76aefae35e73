// Apart, as an old Node cannot read it.
'use strict';

const { pathToFileURL } = require('node:url');

/** @param {string} script absolute path of a module */
module.exports = (script) => import(pathToFileURL(script).href);
