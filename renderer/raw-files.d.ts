/** Files that vite puts into the script as their text. */
declare module '*.md?raw' {
  const text: string;

  // biome-ignore lint/style/noDefaultExport: vite makes it one
  export default text;
}
