import { describe, expect, it } from 'vitest';
import { emptyProgress } from '../protocol.ts';
import { formatBytes, formatSeconds, progressLine } from './format.ts';

describe('formatBytes', () => {
  it.for([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [79_400_000, '79.4 MB'],
    [999_960_000, '1.0 GB'],
    [123_456_789_000, '123 GB'],
  ] as const)('shows %i as %s', ([bytes, text]) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatSeconds', () => {
  it.for([
    [0.2, '0:01'],
    [59, '0:59'],
    [750, '12:30'],
    [3750, '1:02:30'],
  ] as const)('shows %d as %s', ([seconds, text]) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});

describe('progressLine', () => {
  const progress = {
    ...emptyProgress,
    bytesDone: 5e6,
    bytesTotal: 1e7,
    totalFinal: true,
    bytesPerSecond: 1e6,
    secondsLeft: 5,
    current: 'a\u001b[31mb',
  };

  it('shows how far, how fast and how long', () => {
    expect(progressLine(progress, 120)).toBe(
      ' 50 %  ############............  5.0 MB of 10.0 MB  1.0 MB/s  0:05 left  a\\x1b[31mb',
    );
  });

  it('shows no fraction while the inputs are being counted', () => {
    expect(progressLine({ ...progress, totalFinal: false }, 120)).toMatch(/^ \.\.\. {3}\.{24} {2}5.0 MB of 10.0 MB\+/);
  });

  it('never wraps', () => {
    expect(progressLine(progress, 40)).toHaveLength(39);
  });
});
