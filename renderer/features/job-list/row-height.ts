/** Of every row of the list, in pixels; job-row.module.css fits into it. */
export const ROW_HEIGHT = 54;
