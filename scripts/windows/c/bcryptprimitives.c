/* bcryptprimitives.dll for Wine 8, which lacks it: the one function that sharp's libvips imports. */
#include <windows.h>
/* The documented name of the function that advapi32 exports as SystemFunction036. */
#define RtlGenRandom SystemFunction036
BOOLEAN NTAPI RtlGenRandom(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) {
  return RtlGenRandom(buffer, (ULONG)length);
}
