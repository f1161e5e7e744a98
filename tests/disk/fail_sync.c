// Preloaded into a server: while the file that $WRIT_FAIL_SYNC names holds a text, syncs of files
// whose path ends with that text fail, as those of a broken disk do.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int Fails(int descriptor) {
  char wanted[64] = {0};
  char link[64];
  char path[4096] = {0};
  const char* control = getenv("WRIT_FAIL_SYNC");
  if (control == NULL) return 0;
  const int file = open(control, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  const ssize_t length = read(file, wanted, sizeof wanted - 1);
  close(file);
  if (length <= 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t size = readlink(link, path, sizeof path - 1);
  return size >= length && strcmp(path + size - length, wanted) == 0;
}

typedef int (*Sync)(int);

static int Call(const char* name, int descriptor) {
  if (Fails(descriptor)) {
    errno = EIO;
    return -1;
  }
  return ((Sync)dlsym(RTLD_NEXT, name))(descriptor);
}

int fsync(int descriptor) { return Call("fsync", descriptor); }
int fdatasync(int descriptor) { return Call("fdatasync", descriptor); }
