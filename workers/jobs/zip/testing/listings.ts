// What other programs list of an archive, entry by entry, in one form.
import { isUtf8 } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { python } from './pack-tested.ts';
import { runProgram } from './unpackers.ts';

export interface Listed {
  /** One character a byte. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'hardlink';
  /** All permission bits. */
  readonly mode: number;
  /** Whole seconds since 1970. */
  readonly time: number;
  /** Bytes of a file. */
  readonly size: number;
  readonly uid: number;
  readonly gid: number;
  /** Of a link. */
  readonly target: string;
}

const ENVIRONMENT = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };

/** What is on the disk. A file of several names is a file under each. */
export function listDisk(root: string, inside: string): Listed[] {
  const path = Buffer.from(`${root}/${inside}`, 'latin1');
  const stats = lstatSync(path);
  const kind = stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : 'file';
  const own: Listed = {
    name: inside,
    kind,
    mode: stats.mode & 0o7777,
    time: Math.floor(stats.mtimeMs / 1000),
    size: kind === 'file' ? stats.size : 0,
    uid: stats.uid,
    gid: stats.gid,
    target: kind === 'link' ? readlinkSync(path, 'latin1') : '',
  };
  const names = kind === 'folder' ? readdirSync(path, 'latin1') : [];
  return [own, ...names.flatMap((name) => listDisk(root, `${inside}/${name}`))];
}

/** Python's tarfile. @param plain not compressed */
export function listByTarfile(plain: string): Listed[] {
  const code = `
kind = lambda m: 'folder' if m.isdir() else 'link' if m.issym() else 'hardlink' if m.islnk() else 'file'
raw = lambda text: text.encode('utf-8', 'surrogateescape').decode('latin1')
entry = lambda m: dict(name=raw(m.name), kind=kind(m), mode=m.mode, time=int(m.mtime // 1), size=m.size if m.isreg() else 0,
  uid=m.uid, gid=m.gid, target=raw(m.linkname))
print(json.dumps([entry(m) for m in tarfile.open(sys.argv[1], errors='surrogateescape')]))`;
  return python(code, plain) as Listed[];
}

/** Python's zipfile, with the fields for times, users and groups that it leaves to others. */
export function listByZipfile(archive: string): Listed[] {
  const code = `
import struct
def fields(extra):
  while len(extra) >= 4:
    tag, size = struct.unpack('<HH', extra[:4])
    yield tag, extra[4:4 + size]
    extra = extra[4 + size:]
def entry(file, i):
  name = i.orig_filename.encode('utf-8' if i.flag_bits & 0x800 else 'cp437').decode('latin1')
  mode, extra = i.external_attr >> 16, dict(fields(i.extra))
  kind = {0o04: 'folder', 0o12: 'link'}.get(mode >> 12, 'file')
  owner = extra.get(0x7875, b'\\1\\1\\0\\1\\0')
  uid = int.from_bytes(owner[2:2 + owner[1]], 'little')
  gid = int.from_bytes(owner[3 + owner[1]:], 'little')
  return dict(name=name.rstrip('/'), kind=kind, mode=mode & 0o7777, time=struct.unpack('<i', extra[0x5455][1:5])[0],
    size=i.file_size if kind == 'file' else 0, uid=uid, gid=gid, target=file.read(i).decode('latin1') if kind == 'link' else '')
file = zipfile.ZipFile(sys.argv[1])
print(json.dumps([entry(file, i) for i in file.infolist()]))`;
  return python(code, archive) as Listed[];
}

/** GNU tar. */
export function listByTar(archive: string): Listed[] {
  const words = ['-tvf', archive, '--numeric-owner', '--full-time', '--quoting-style=c'];
  const text = execFileSync('tar', words, { env: ENVIRONMENT, encoding: 'latin1', maxBuffer: 1 << 28 });
  return text.split('\n').flatMap((line) => {
    const found = /^(.{10}) (\d+)\/(\d+) +(\d+) (\S+) (\S+) +("(?:[^"\\]|\\.)*")(?: (?:->|link to) (".*"))?$/.exec(
      line,
    );
    if (!found) return line === '' ? [] : [unread(line)];
    const [, letters = '', uid, gid, size, day, hour, name = '', target = '""'] = found;
    const kind = KINDS[letters[0] as keyof typeof KINDS];
    return {
      name: unquoted(name.slice(1, -1)).replace(/\/$/, ''),
      kind,
      mode: modeOf(letters),
      time: Math.floor(Date.parse(`${day}T${hour}Z`) / 1000),
      size: kind === 'file' ? Number(size) : 0,
      uid: Number(uid),
      gid: Number(gid),
      target: unquoted(target.slice(1, -1)),
    };
  });
}

/** libarchive, whose own list is coarser than what it writes as a specification. Of a second name it says that it is a file. */
export function listByBsdtar(archive: string): Listed[] {
  const keys = ['mode', 'type', 'time', 'size', 'uid', 'gid', 'link'].map((key) => `mtree:${key}`);
  const words = ['-cf', '-', '--format=mtree', `--options=mtree:!all,${keys.join(',')}`, `@${archive}`];
  const text = execFileSync('bsdtar', words, { encoding: 'latin1', maxBuffer: 1 << 28 });
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [path = '', ...words] = line.split(' ');
    const facts = Object.fromEntries(words.map((word) => word.split(/=(.*)/s)));
    const kind = { dir: 'folder', link: 'link', file: 'file' }[String(facts.type)] as Listed['kind'];
    return {
      name: composed(unquoted(path).replace(/^\.\//, '')),
      kind,
      mode: Number.parseInt(facts.mode, 8),
      time: Math.floor(Number(facts.time)),
      size: kind === 'file' ? Number(facts.size ?? 0) : 0,
      uid: Number(facts.uid),
      gid: Number(facts.gid),
      target: unquoted(facts.link ?? ''),
    };
  });
}

/** A name as libarchive has it: in Unicode's composed form, where it is UTF-8. */
export function composed(name: string): string {
  const bytes = Buffer.from(name, 'latin1');
  return isUtf8(bytes) ? Buffer.from(bytes.toString('utf8').normalize('NFC')).toString('latin1') : name;
}

/** Info-ZIP, in the order of the archive. It shows names as a terminal can. */
export function listByZipinfo(archive: string): Pick<Listed, 'kind' | 'mode' | 'time' | 'size'>[] {
  const { text } = runProgram(['sh', '-c', 'TZ=UTC exec zipinfo -v "$0"', archive]);
  return text
    .split(/^Central directory entry #\d+:$/m)
    .slice(1)
    .map((part) => {
      const [, octal = '', letter = '-'] = /Unix file attributes \((\d+) octal\):\s+(.)/.exec(part) ?? [];
      const [, time = ''] = /\(UT extra field modtime\):\s+(.*?) (?:local|UTC|GMT)/.exec(part) ?? [];
      const [, size] = /uncompressed size:\s+(\d+) bytes/.exec(part) ?? [];
      const kind = KINDS[letter as keyof typeof KINDS];
      return {
        kind,
        mode: Number.parseInt(octal, 8) & 0o7777,
        time: Date.parse(`${time} UTC`) / 1000,
        size: kind === 'file' ? Number(size) : 0,
      };
    });
}

const KINDS = { d: 'folder', l: 'link', h: 'hardlink', '-': 'file' } as const;

function unread(line: string): never {
  throw new Error(`Not understood: ${line}`);
}

/** `rwsr-xr-t`, with a letter for the kind before it. */
function modeOf(letters: string): number {
  const rights = letters.slice(1);
  const bits = [...rights].reduce((mode, letter) => mode * 2 + ('-ST'.includes(letter) ? 0 : 1), 0);
  const special = [2, 5, 8].reduce((mode, place) => mode * 2 + ('sStT'.includes(rights[place] ?? '') ? 1 : 0), 0);
  return special * 0o1000 + bits;
}

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Bytes of C and of mtree: `\303\274`, `\t`, `\"`. */
function unquoted(text: string): string {
  return text.replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code),
  );
}
