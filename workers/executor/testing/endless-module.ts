// A tasks module whose top-level await waits for what never comes, and nothing else is under way.
await new Promise(() => {});

export function nothing(): void {}
