// Reads a release feed by electron-updater, which also finds the file of this system in it and compares versions.
import { AppUpdater } from 'electron-updater';

/** electron-updater makes a lasting id of each installation and sends it along. Here everybody has the same. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

export interface Newest {
  readonly version: string;
  /** Than the app that runs. */
  readonly newer: boolean;
}

/** It only looks: nothing is fetched or installed. */
export class FeedReader extends AppUpdater {
  /** @param feed the folder of the feed's files */
  constructor(feed: string) {
    super({ provider: 'generic', url: feed });
    this.stagingUserIdPromise.value = Promise.resolve(NOBODY);
    this.autoDownload = false;
    this.logger = null;
    // Its other answer is by an event, and an event of that name without a listener is thrown.
    this.on('error', () => {});
  }

  /** Of the app that runs. */
  get own(): string {
    return this.currentVersion.format();
  }

  /** @throws what went wrong on the way, or with what came */
  async newest(): Promise<Newest> {
    const result = await this.checkForUpdates();
    if (!result) throw new Error('No answer.');
    return { version: result.updateInfo.version, newer: result.isUpdateAvailable };
  }

  /** Also where it could not install: one who runs the sources or a package of the system's wants to know, too. */
  override isUpdaterActive(): boolean {
    return true;
  }

  /** For whatever calls it: there is nothing to install. */
  quitAndInstall(): void {}

  protected override doDownloadUpdate(): Promise<never> {
    return Promise.reject(new Error('Nothing is fetched.'));
  }
}
