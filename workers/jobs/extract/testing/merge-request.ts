// What is asked for when the unfinished folder "part" moves into the folder "out/d" that is there.
import type { PublishRequest } from '../write/publish.ts';
import type { TempFolder } from './run-extract.ts';

export function mergeRequest(folder: TempFolder): PublishRequest {
  return {
    part: folder.at('part'),
    folder: folder.at('out'),
    wrapper: 'x',
    roots: ['d'],
    folders: [],
    collision: 'skip',
    owners: false,
  };
}
