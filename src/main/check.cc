#include "main/check.h"

#include <unistd.h>

#include <ostream>

#include "cli/exit_code.h"
#include "main/engine.h"
#include "main/load_report.h"
#include "main/master_key.h"
#include "main/settings.h"
#include "main/store_key.h"
#include "store/check.h"

namespace writ {

namespace {

Result<store::CheckedStore> Check(const CheckOptions& given, std::ostream& err) {
  const Settings settings =
      TRY(LoadStoreSettings(given.data, given.master_key_file, ProcessEnvironment()));
  if (!HasStore(settings.data)) return Fail("There is no store in " + settings.data);
  const oauth::MasterKey master =
      TRY(LoadMasterKey(settings.data, settings.master_key_file, ProcessEnvironment()));
  TRY_VOID(CheckMasterKey(settings.data, master, false));
  LoadReport report(err, ::isatty(STDERR_FILENO) == 1);
  store::DiskOptions options;
  options.trust = TrustOf(settings.data, master, false);
  options.watermark_path = settings.watermark;
  options.store.on_load = report.Observer();
  store::CheckedStore checked = TRY(store::CheckStore(settings.data, StoreKeyOf(master), options));
  report.Finish();
  return checked;
}

}  // namespace

int RunCheck(const CheckOptions& given, std::ostream& out, std::ostream& err) {
  const Result<store::CheckedStore> checked = Check(given, err);
  if (!checked) {
    err << "writ: " << checked.error().message << "\n";
    return cli::kFailed;
  }
  out << "The store in " << given.data << " is whole: every row of its tables and "
      << checked->events << " events, the last one " << oauth::Number(checked->last) << "\n";
  return cli::kDone;
}

}  // namespace writ
