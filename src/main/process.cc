#include "main/process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

namespace writ {

namespace {

sigset_t HeldSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, number);
  return signals;
}

}  // namespace

void ForbidCoreDumps() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
}

void HoldStandardFiles() {
  for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(file, F_GETFD) >= 0) continue;
    // The lowest free number, which is this one.
    const int mode = file == STDIN_FILENO ? O_WRONLY : file == STDOUT_FILENO ? O_RDONLY : O_RDWR;
    static_cast<void>(::open("/dev/null", mode));
  }
}

void IgnoreBrokenPipes() { std::signal(SIGPIPE, SIG_IGN); }

void HoldSignals() {
  const sigset_t signals = HeldSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void WaitForEnd(const std::function<void()>& on_hangup) {
  const sigset_t signals = HeldSignals();
  while (true) {
    int number = 0;
    if (sigwait(&signals, &number) != 0) continue;
    if (number != SIGHUP) return;
    on_hangup();
  }
}

}  // namespace writ
