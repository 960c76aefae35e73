// What the present options would make, such as the name of a file, as main computes it.
import { useEffect, useState } from 'react';
import { api } from '../bridge.ts';
import type { Values } from './option-values.ts';

type Examples = Readonly<Record<string, string>>;

const none: Examples = {};

/** By the key of the option that the example belongs to. Empty until main has answered. */
export function useExamples(type: string, options: Values): Examples {
  const [examples, setExamples] = useState(none);
  useEffect(() => {
    let current = true;
    void api()
      .examples({ type, options })
      .then((answer) => current && setExamples(answer.ok ? answer.value : none));
    return () => {
      current = false;
    };
  }, [type, options]);
  return examples;
}
