#include "store/sqlite/trouble.h"

#include <cerrno>

namespace writ::store::sqlite {

Trouble TroubleOf(Database& database) {
  const int code = sqlite3_extended_errcode(database.Raw());
  switch (sqlite3_system_errno(database.Raw())) {
    case ENOSPC:
    case EDQUOT:
      return Trouble::kFull;
    case EROFS:
      return Trouble::kReadOnly;
    case EACCES:
    case EPERM:
      return Trouble::kDenied;
    default:
      break;
  }
  if ((code & 0xff) == SQLITE_FULL) return Trouble::kFull;
  if ((code & 0xff) == SQLITE_READONLY) return Trouble::kReadOnly;
  if ((code & 0xff) == SQLITE_PERM) return Trouble::kDenied;
  return Trouble::kOther;
}

std::string Explain(Database& database) {
  switch (TroubleOf(database)) {
    case Trouble::kFull:
      return "the disk is full: " + database.Message();
    case Trouble::kReadOnly:
      return "the disk is read-only: " + database.Message();
    case Trouble::kDenied:
      return "this user may not write there: " + database.Message();
    case Trouble::kOther:
      break;
  }
  return database.Message();
}

}  // namespace writ::store::sqlite
