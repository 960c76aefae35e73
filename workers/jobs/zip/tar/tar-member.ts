// Makes the fields of a tar header from what the system says about the file.
import { type BigIntStats, fstatSync, lstatSync, statSync } from 'node:fs';
import { atPath } from '../../../files/long-path.ts';
import { modeOf } from '../../../files/system/modes.ts';
import { changedNs } from '../../../files/system/times.ts';
import { unescapeBytes } from '../../../files/system-path.ts';
import { givenOwner } from '../pack/given-owner.ts';
import type { PlannedEntry } from '../pack/plan.ts';
import { ownerNames } from './owners.ts';
import type { TarMember } from './tar-header.ts';

const NOTHING = Buffer.alloc(0);

/**
 * @param size bytes of the file; 0 for other entries
 * @param owner `UID:GID` to use instead of its own, or empty
 */
export function tarMember(
  entry: PlannedEntry,
  stats: BigIntStats,
  size: number,
  owner: string,
  target: Buffer = NOTHING,
): TarMember {
  const given = givenOwner(owner);
  return {
    kind: entry.kind,
    name: unescapeBytes(entry.name),
    target,
    mode: modeOf(Number(stats.mode), entry.path) & 0o7777,
    // No names are written: if root unpacks the archive, files would go to users of these names.
    ...(given ? { ...given, owner: '', group: '' } : ownerOf(stats)),
    mtime: changedNs(stats),
    size,
  };
}

export function statOpened(fd: number): BigIntStats {
  return fstatSync(fd, { bigint: true });
}

/** Links to folders are followed, as a folder may have been reached by a link. */
export function statNamed({ kind, path }: PlannedEntry): BigIntStats {
  const options = { bigint: true } as const;
  return atPath(path, (real) => (kind === 'folder' ? statSync(real, options) : lstatSync(real, options)));
}

type Owner = Pick<TarMember, 'uid' | 'gid' | 'owner' | 'group'>;

function ownerOf(stats: BigIntStats): Owner {
  const [uid, gid] = [Number(stats.uid), Number(stats.gid)];
  const names = ownerNames();
  return { uid, gid, owner: names.user(uid), group: names.group(gid) };
}
