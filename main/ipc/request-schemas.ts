// What a well-formed request looks like, and how big it may be.
import { z } from 'zod';
import { MAX_PRESET_NAME_LENGTH } from '../../workers/options/preset-file.ts';
import { ITEM_STATES } from '../contract/jobs.ts';
import {
  MAX_ITEMS_PER_PAGE,
  MAX_PATHS_PER_REQUEST,
  MAX_PREVIEW_EDGE_PX,
  MAX_THUMBNAIL_EDGE_PX,
  MAX_THUMBNAILS_PER_REQUEST,
} from '../contract/limits.ts';
import { settingsChangeSchema } from '../settings/settings-schema.ts';
import type { RequestSchemas } from './handle-requests.ts';

/** Most paths one job may be given. A folder counts as one, however much is in it. */
const MAX_INPUTS = 200_000;
/** Longest path accepted, in UTF-16 units; Linux stops at 4,096 bytes, Windows at 32,767 units. */
const MAX_PATH_LENGTH = 32_767;

/** Lines of an archive's contents in one request: open folders, or what is chosen at once. */
const MAX_NODES = 20_000;

const id = z.string().min(1).max(64);
const ids = z.strictObject({ ids: z.array(id).max(10_000) });

const outputs = z.strictObject({ id, item: z.int().min(0).optional() }) as RequestSchemas['jobs:reveal'];
const options = z.record(z.string().max(64), z.unknown());
const submit = z.strictObject({
  type: id,
  inputs: z.array(id).min(1).max(MAX_INPUTS),
  options,
  next: z.strictObject({ type: id, options }).optional(),
  like: z.strictObject({ id, replace: z.boolean() }).optional(),
});

const node = z.int().min(0);
const search = z.string().max(1_000);
const page = z.strictObject({
  kind: z.literal('page'),
  offset: z.int().min(0),
  limit: z.int().min(1).max(MAX_ITEMS_PER_PAGE),
  search,
  open: z.array(node).max(MAX_NODES),
});
const choose = z.strictObject({
  kind: z.literal('choose'),
  what: z.union([z.strictObject({ nodes: z.array(node).max(MAX_NODES) }), z.strictObject({ found: search })]),
  chosen: z.boolean(),
});
const picture = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('job'), id }),
  z.strictObject({ of: z.literal('item'), id, item: z.int().min(0) }),
  z.strictObject({ of: z.literal('original'), plan: id, index: z.int().min(0) }),
]);
const thumbnail = z.strictObject({
  key: z.string().min(1).max(200),
  picture,
  edge: z.int().min(1).max(MAX_THUMBNAIL_EDGE_PX),
});

export const requestSchemas: RequestSchemas = {
  'app:info': z.undefined(),
  'paths:pick': z.strictObject({ kind: z.enum(['files', 'folders']) }),
  'paths:sample': z.undefined(),
  'paths:register': z.array(z.string().min(1).max(MAX_PATH_LENGTH)).max(MAX_PATHS_PER_REQUEST),
  'jobs:list': z.undefined(),
  'jobs:submit': submit as RequestSchemas['jobs:submit'],
  'options:examples': z.strictObject({ type: id, options }),
  'presets:export': z.strictObject({ type: id, name: z.string().min(1).max(MAX_PRESET_NAME_LENGTH), options }),
  'presets:import': z.undefined(),
  'plan:start': submit.extend({ id }) as RequestSchemas['plan:start'],
  'plan:cancel': z.undefined(),
  'plan:contents': z.strictObject({ id, query: z.discriminatedUnion('kind', [page, choose]) }),
  'jobs:cancel': ids,
  'jobs:pause': ids,
  'jobs:resume': ids,
  'jobs:move': z.strictObject({ ids: z.array(id).max(10_000), before: id.nullable() }),
  'jobs:retry': ids,
  'jobs:follow': z.strictObject({ id, type: id, options }),
  'jobs:start-over': ids,
  'jobs:given': z.strictObject({ id }),
  'jobs:remove': ids,
  'jobs:undo': ids,
  'jobs:reveal': outputs,
  'jobs:copy-markup': z.strictObject({ id }),
  'jobs:copy-paths': outputs,
  'jobs:drag-out': outputs,
  'jobs:preview': z.strictObject({
    id,
    item: z.int().min(0),
    side: z.enum(['before', 'after']),
    edge: z.int().min(1).max(MAX_PREVIEW_EDGE_PX),
  }),
  'try-out:start': z.strictObject({
    id,
    plan: id,
    index: z.int().min(0),
    type: id,
    options,
    known: z.string().max(100).nullable(),
  }),
  'try-out:cancel': z.undefined(),
  'thumbnails:want': z.strictObject({ requests: z.array(thumbnail).max(MAX_THUMBNAILS_PER_REQUEST) }),
  'jobs:items': z.strictObject({
    id,
    offset: z.int().min(0),
    limit: z.int().min(1).max(MAX_ITEMS_PER_PAGE),
    state: z.enum(ITEM_STATES).optional(),
    search: z.string().max(1_000).optional(),
  }) as RequestSchemas['jobs:items'],
  'end:get': z.undefined(),
  'end:leave': z.strictObject({ choice: z.enum(['finish', 'background', 'later', 'cancel', 'stay']) }),
  'end:countdown': z.strictObject({ choice: z.enum(['now', 'cancel']) }),
  'help:do': z.strictObject({ what: z.enum(['copy-diagnostics', 'show-logs', 'show-licences']) }),
  'updates:check': z.undefined(),
  'watch:list': z.undefined(),
  'watch:add': z.strictObject({ type: id, folder: id, options }),
  'watch:turn': z.strictObject({ id, on: z.boolean() }),
  'watch:remove': z.strictObject({ id }),
  'recent:list': z.undefined(),
  'recent:remove': ids,
  'recent:open': z.strictObject({ id }),
  'settings:get': z.undefined(),
  'settings:set': settingsChangeSchema,
};
