// The Finder's Quick Actions "Zip", "Resize" and "Extract with Dropmill": bundles of Automator that hand the selected files to
// the app. macOS has no way to register them with an app; a user adds one by opening it once (docs/package.md).
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plist } from './plist.mjs';

/** @typedef {{ type: string, title: string, accepts: readonly string[] }} QuickAction */

/** What the Finder offers each of them for, as uniform type identifiers. */
export const QUICK_ACTIONS = /** @type {readonly QuickAction[]} */ ([
  { type: 'zip', title: 'Zip with Dropmill', accepts: ['public.item'] },
  { type: 'resize', title: 'Resize with Dropmill', accepts: ['public.image', 'public.folder'] },
  { type: 'extract', title: 'Extract with Dropmill', accepts: ['public.archive'] },
]);

/** Automator's ids of the action's parts. Any will do; with fixed ones, each build makes the same package. */
const UUIDS = {
  InputUUID: '5B0F6D0C-7C8B-4E0B-9D52-4B3B7A5F0A01',
  OutputUUID: '5B0F6D0C-7C8B-4E0B-9D52-4B3B7A5F0A02',
  UUID: '5B0F6D0C-7C8B-4E0B-9D52-4B3B7A5F0A03',
};

/**
 * `-n` starts the app again, which hands its arguments to the running window; without it, `open` passes no arguments to a running app.
 * @param {string} appId
 * @param {string} type of the job
 */
export function quickActionCommand(appId, type) {
  return `exec /usr/bin/open -n -b ${appId} --args --${type} -- "$@"`;
}

/**
 * @param {string} resources folder of the app
 * @param {string} appId
 */
export async function putQuickActions(resources, appId) {
  for (const action of QUICK_ACTIONS) {
    const contents = join(resources, 'quick-actions', `${action.title}.workflow`, 'Contents');
    await mkdir(contents, { recursive: true });
    await writeFile(join(contents, 'Info.plist'), plist(info(action, appId)));
    await writeFile(join(contents, 'document.wflow'), plist(workflow(action, appId)));
  }
}

/**
 * @param {QuickAction} action
 * @param {string} appId
 */
function info({ type, title, accepts }, appId) {
  return {
    CFBundleIdentifier: `${appId}.${type}`,
    CFBundleName: title,
    CFBundlePackageType: 'BNDL',
    CFBundleShortVersionString: '1.0',
    NSServices: [
      {
        NSMenuItem: { default: title },
        NSMessage: 'runWorkflowAsService',
        NSRequiredContext: { NSApplicationIdentifier: 'com.apple.finder' },
        NSSendFileTypes: accepts,
      },
    ],
  };
}

/**
 * One shell command, which gets the selected files as its arguments.
 * @param {QuickAction} action
 * @param {string} appId
 */
function workflow({ type }, appId) {
  const texts = { Container: 'List', Types: ['com.apple.cocoa.string'] };
  const ActionParameters = {
    COMMAND_STRING: quickActionCommand(appId, type),
    CheckedForUserDefaultShell: true,
    inputMethod: 1,
    shell: '/bin/sh',
    source: '',
  };
  const action = {
    AMAccepts: { ...texts, Optional: true },
    AMActionVersion: '2.0.3',
    AMApplication: ['Automator'],
    AMParameterProperties: Object.fromEntries(Object.keys(ActionParameters).map((key) => [key, {}])),
    AMProvides: texts,
    ActionBundlePath: '/System/Library/Automator/Run Shell Script.action',
    ActionName: 'Run Shell Script',
    ActionParameters,
    BundleIdentifier: 'com.apple.RunShellScript',
    CFBundleVersion: '2.0.3',
    CanShowSelectedItemsWhenRun: false,
    CanShowWhenRun: true,
    'Class Name': 'RunShellScriptAction',
    ...UUIDS,
  };
  return {
    AMApplicationBuild: '523',
    AMApplicationVersion: '2.10',
    AMDocumentVersion: '2',
    actions: [{ action, isViewVisible: 1 }],
    connectors: {},
    workflowMetaData: {
      inputTypeIdentifier: 'com.apple.Automator.fileSystemObject',
      outputTypeIdentifier: 'com.apple.Automator.nothing',
      presentationMode: 15,
      processesInput: 0,
      serviceInputTypeIdentifier: 'com.apple.Automator.fileSystemObject',
      serviceOutputTypeIdentifier: 'com.apple.Automator.nothing',
      serviceProcessesInput: 0,
      useAutomaticInputType: 0,
      workflowTypeIdentifier: 'com.apple.Automator.servicesMenu',
    },
  };
}
