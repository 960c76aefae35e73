/*
 * Holds files open as a virus scanner or another program does, until it is told to let go.
 *
 *   hold SHARE RELEASE PATH           holds PATH
 *   hold SHARE RELEASE FOLDER PATTERN waits for a file of that pattern in FOLDER and holds the first
 *
 * SHARE is what others may do meanwhile: the sum of 1 (read), 2 (write) and 4 (delete, rename). Prints the path that is
 * held, and lets go once the file RELEASE exists, or after a minute.
 */
#include <stdio.h>
#include <windows.h>

enum { MAX_CHARACTERS = 2048, POLL_MS = 1, PATIENCE_MS = 60000 };

static int find(const wchar_t *folder, const wchar_t *pattern, wchar_t *path) {
  wchar_t wanted[MAX_CHARACTERS];
  swprintf(wanted, MAX_CHARACTERS, L"%ls\\%ls", folder, pattern);
  for (DWORD began = GetTickCount(); GetTickCount() - began < PATIENCE_MS; Sleep(POLL_MS)) {
    WIN32_FIND_DATAW found;
    HANDLE search = FindFirstFileW(wanted, &found);
    if (search == INVALID_HANDLE_VALUE) continue;
    FindClose(search);
    swprintf(path, MAX_CHARACTERS, L"%ls\\%ls", folder, found.cFileName);
    return 1;
  }
  return 0;
}

int wmain(int count, wchar_t **words) {
  wchar_t path[MAX_CHARACTERS];
  if (count < 4) return 2;
  if (count > 4) {
    if (!find(words[3], words[4], path)) return 3;
  } else {
    swprintf(path, MAX_CHARACTERS, L"%ls", words[3]);
  }
  HANDLE held = CreateFileW(path, GENERIC_READ, (DWORD)_wtoi(words[1]), NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);
  if (held == INVALID_HANDLE_VALUE) return 4;
  printf("%ls\n", path);
  fflush(stdout);
  for (DWORD began = GetTickCount(); GetTickCount() - began < PATIENCE_MS; Sleep(POLL_MS)) {
    if (GetFileAttributesW(words[2]) != INVALID_FILE_ATTRIBUTES) break;
  }
  CloseHandle(held);
  return 0;
}
