// How much the window may ask for in one request. Main refuses more.

/** A drop of more is registered in several requests. */
export const MAX_PATHS_PER_REQUEST = 5_000;
export const MAX_ITEMS_PER_PAGE = 500;
/** More than any window has in sight. */
export const MAX_THUMBNAILS_PER_REQUEST = 500;
export const MAX_THUMBNAIL_EDGE_PX = 512;
/** As large as the sheet that compares pictures gets, on a screen of double density. */
export const MAX_PREVIEW_EDGE_PX = 2_000;
