// Folders that results went to last.

export interface RecentFolder {
  /** Of a PathRef: options take it for the folder. */
  readonly id: string;
  readonly name: string;
  /** In full, only to be read: requests name folders by their id. */
  readonly path: string;
}
