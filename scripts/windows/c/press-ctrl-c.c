/*
 * Runs a program in a console of its own, and presses Ctrl+C there once a file exists.
 *
 *   press-ctrl-c WHEN OUTPUT PROGRAM WORD...
 *
 * WHEN is a pattern of files; what the program prints goes to OUTPUT. Ends with the program's exit status, or with 255 when
 * the program has not ended a minute after Ctrl+C.
 */
#include <stdio.h>
#include <windows.h>

enum { MAX_CHARACTERS = 8192, POLL_MS = 1, PATIENCE_MS = 60000 };

static BOOL WINAPI ignore(DWORD type) {
  (void)type;
  return TRUE;
}

static void waitFor(const wchar_t *pattern, HANDLE process) {
  while (WaitForSingleObject(process, POLL_MS) == WAIT_TIMEOUT) {
    WIN32_FIND_DATAW found;
    HANDLE search = FindFirstFileW(pattern, &found);
    if (search == INVALID_HANDLE_VALUE) continue;
    FindClose(search);
    return;
  }
}

int wmain(int count, wchar_t **words) {
  wchar_t command[MAX_CHARACTERS] = L"";
  for (int at = 3; at < count; at++) {
    wcscat(command, L"\"");
    wcscat(command, words[at]);
    wcscat(command, L"\" ");
  }
  FreeConsole();
  AllocConsole();
  SetConsoleCtrlHandler(ignore, TRUE);
  SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
  HANDLE output = CreateFileW(words[2], GENERIC_WRITE, 7, &inherited, CREATE_ALWAYS, 0, NULL);
  HANDLE input = CreateFileW(L"NUL", GENERIC_READ, 7, &inherited, OPEN_EXISTING, 0, NULL);
  STARTUPINFOW start;
  ZeroMemory(&start, sizeof start);
  start.cb = sizeof start;
  start.dwFlags = STARTF_USESTDHANDLES;
  start.hStdInput = input;
  start.hStdOutput = output;
  start.hStdError = output;
  PROCESS_INFORMATION program;
  if (!CreateProcessW(NULL, command, NULL, NULL, TRUE, 0, NULL, NULL, &start, &program)) return 254;
  waitFor(words[1], program.hProcess);
  GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0);
  if (WaitForSingleObject(program.hProcess, PATIENCE_MS) != WAIT_OBJECT_0) {
    TerminateProcess(program.hProcess, 9);
    return 255;
  }
  DWORD status = 0;
  GetExitCodeProcess(program.hProcess, &status);
  return (int)status;
}
