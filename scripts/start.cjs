// `npm start`, on any Node: one that is too old is told so in a sentence.
'use strict';

var path = require('path');
var runWithSupportedNode = require('./lib/supported-node.cjs').runWithSupportedNode;

runWithSupportedNode(path.join(__dirname, 'start.mjs'));
