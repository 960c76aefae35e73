#!/usr/bin/env node
// The command `dropmill`, for `npm link` and `npx .`. Plain CommonJS, so that any Node can at least read it.
'use strict';

var path = require('path');
var runWithSupportedNode = require('../scripts/lib/supported-node.cjs').runWithSupportedNode;

runWithSupportedNode(path.join(__dirname, '..', 'scripts', 'command.mjs'));
