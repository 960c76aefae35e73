// Icons, drawn on a grid of 16 by 16 and coloured by the text around them.
import type { ReactNode } from 'react';

function Icon({ children, size = 16 }: { readonly children: ReactNode; readonly size?: number | undefined }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

interface Sized {
  readonly size?: number;
}

export const CrossIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Icon>
);
export const PauseIcon = () => (
  <Icon>
    <path d="M5.5 3.5v9M10.5 3.5v9" strokeWidth="1.8" />
  </Icon>
);
export const PlayIcon = () => (
  <Icon>
    <path d="M5 3.2v9.6l7.6-4.8z" />
  </Icon>
);
export const RetryIcon = () => (
  <Icon>
    <path d="M13 8a5 5 0 1 1-1.5-3.6M13 2.2v2.9h-2.9" />
  </Icon>
);
export const FolderIcon = () => (
  <Icon>
    <path d="M2 12.2V4.3c0-.5.4-.8.8-.8h3.1l1.5 1.7h5.8c.4 0 .8.3.8.8v6.2c0 .5-.4.8-.8.8H2.8c-.4 0-.8-.3-.8-.8z" />
  </Icon>
);
export const RecentIcon = () => (
  <Icon>
    <path d="M2.6 6.2A5.6 5.6 0 1 1 2.4 9M2.3 3.2v3.2h3.2M8 5v3.2l2.2 1.4" />
  </Icon>
);
export const GridIcon = () => (
  <Icon>
    <path d="M2.5 2.5h4.2v4.2H2.5zM9.3 2.5h4.2v4.2H9.3zM2.5 9.3h4.2v4.2H2.5zM9.3 9.3h4.2v4.2H9.3z" />
  </Icon>
);
export const FileIcon = () => (
  <Icon>
    <path d="M4 13.3V2.7c0-.4.3-.7.7-.7h4.6L12 4.8v8.5c0 .4-.3.7-.7.7H4.7a.7.7 0 0 1-.7-.7zM9 2.2V5h2.8" />
  </Icon>
);
export const ChevronDownIcon = () => (
  <Icon>
    <path d="M4.5 6.3L8 9.8l3.5-3.5" />
  </Icon>
);
export const ChevronIcon = ({ way }: { readonly way: 'left' | 'right' }) => (
  <Icon>
    <path d={way === 'left' ? 'M9.7 4.5L6.2 8l3.5 3.5' : 'M6.3 4.5L9.8 8l-3.5 3.5'} />
  </Icon>
);
export const ListIcon = () => (
  <Icon>
    <path d="M2.5 4h1M6 4h7.5M2.5 8h1M6 8h7.5M2.5 12h1M6 12h7.5" />
  </Icon>
);
export const GripIcon = () => (
  <Icon>
    <path d="M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01" strokeWidth="1.9" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M8 3v10M3 8h10" />
  </Icon>
);
export const MinusIcon = () => (
  <Icon>
    <path d="M3 8h10" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.2" />
  </Icon>
);
export const SlidersIcon = () => (
  <Icon>
    <path d="M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6" />
    <circle cx="10.2" cy="4.5" r="1.7" />
    <circle cx="5.8" cy="11.5" r="1.7" />
  </Icon>
);
export const StopIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M6 6l4 4M10 6l-4 4" />
  </Icon>
);
export const ClearIcon = () => (
  <Icon>
    <path d="M2.5 4h11M2.5 8h5M2.5 12h3M9.5 9.5l4 4M13.5 9.5l-4 4" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="M3.5 8.5l3 3 6-7" />
  </Icon>
);
export const WarningIcon = () => (
  <Icon>
    <path d="M8 2.5l6 10.8H2zM8 6.6v3.1M8 11.5h.01" />
  </Icon>
);
export const LockIcon = () => (
  <Icon>
    <path d="M4 7.3h8v5.9H4zM5.6 7.1V5a2.4 2.4 0 0 1 4.8 0v2.1" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4" />
    <path d="M10 10l3.5 3.5" />
  </Icon>
);

/** For a type that is no longer there. */
const BOX = 'M8 2l5.5 3v6L8 14l-5.5-3V5zM2.8 5.2L8 8l5.2-2.8M8 8v5.8';

/** The icon of a job type, as the type itself has it. */
export function TypeIcon({ path = BOX, size }: { path?: string | undefined; size?: number }) {
  return (
    <Icon {...(size !== undefined && { size })}>
      <path d={path} />
    </Icon>
  );
}
export const CopyIcon = () => (
  <Icon>
    <path d="M5.5 5.5h7.2v7.7H5.5zM10.5 5.3V2.8H3.3v7.7h2" />
  </Icon>
);
export const UndoIcon = () => (
  <Icon>
    <path d="M3 5.8h6.5a3.6 3.6 0 0 1 0 7.2H6M5.6 3.2L3 5.8l2.6 2.6" />
  </Icon>
);
export const CompareIcon = () => (
  <Icon>
    <path d="M2.5 3.5h11v9h-11zM8 1.5v13" />
    <path d="M3 4h5v8H3z" fill="currentColor" stroke="none" opacity="0.45" />
  </Icon>
);
