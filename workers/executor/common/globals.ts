// Globals as they were when this was loaded. Tests put others in their place that stand still, and a task may do what it likes
// with those of its worker.

export const { performance, setImmediate, structuredClone } = globalThis;
