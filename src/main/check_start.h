// What keeps a server from starting, found before the store is read.
#pragma once

#include <string>

#include "base/environment.h"
#include "base/result.h"
#include "main/settings.h"

namespace writ {

// Where the control socket of a data folder is.
[[nodiscard]] std::string ControlSocketOf(const std::string& data);

// Removes a socket that a process which is gone left at `path`, whoever's it was. Only for the
// owner of the data folder: nobody else can be listening there.
void RemoveLeftSocket(const std::string& path);

// What an operator agrees to, once.
struct StartConsent {
  bool trust_this_key = false;
  bool accept_lost_history = false;
};

// Whether `writ serve` can start with these settings, as this user on this machine: the folder and
// its store can be written, there is a master key and it is the store's, certificate and key fit,
// the socket's path is short enough, the watermark's folder is there, and the addresses are this
// machine's. A port that is taken now, a disk that is full and a clock that is behind are no
// errors here: they pass. The error is one sentence. Changes nothing.
[[nodiscard]] Result<void> CheckStart(const Settings& settings, const Environment& environment,
                                      const StartConsent& given = {});

}  // namespace writ
