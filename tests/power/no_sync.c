// Preloaded into a server: its syncs succeed and do nothing, as on a disk that lies.
int fsync(int descriptor) {
  (void)descriptor;
  return 0;
}

int fdatasync(int descriptor) {
  (void)descriptor;
  return 0;
}
