// How long after a key the review shows a newer picture, measured within the window.
import type { Page } from '@playwright/test';

export interface Shown {
  /** Milliseconds from the key until something newer is seen, and until it is what the job would write. */
  readonly first: number;
  readonly real: number;
}

/** Call it before the key is pressed. Resolves when the picture is on its way to the screen. */
export function nextPicture(page: Page): Promise<Shown> {
  return page.evaluate(
    () =>
      new Promise<Shown>((done) => {
        const frame = (image: HTMLImageElement) =>
          image
            .decode()
            .then(() => new Promise<number>((drawn) => requestAnimationFrame(() => drawn(performance.now()))));
        let start = 0;
        let first = 0;
        const onKey = (event: KeyboardEvent) => {
          start = event.timeStamp;
        };
        document.addEventListener('keydown', onKey, { capture: true, once: true });
        const review = document.querySelector('[data-plan]');
        const observer = new MutationObserver((changes) => {
          const image = review?.querySelector<HTMLImageElement>('img[alt="After"]');
          const isNew = changes.some(({ target, attributeName }) => target === image && attributeName === 'src');
          if (!isNew || !image) return;
          const isDraft = image.closest('[aria-busy]')?.getAttribute('aria-busy') === 'true';
          void frame(image).then((now) => {
            first ||= now - start;
            if (isDraft) return;
            observer.disconnect();
            done({ first, real: now - start });
          });
        });
        if (review) observer.observe(review, { subtree: true, attributes: true, attributeFilter: ['src'] });
      }),
  );
}
