#include "main/scopes.h"

#include <memory>

#include "catalogue/mollie.h"
#include "catalogue/read_catalogue.h"
#include "main/files.h"

namespace writ {

Result<oauth::Catalogue::Pointer> LoadScopes(const std::string& choice) {
  if (choice.empty() || choice == "mollie") return catalogue::Mollie();
  if (choice == "none") return std::make_shared<const oauth::Catalogue>();
  const std::string text = TRY(ReadFile(choice));
  return catalogue::MakeCatalogue(TRY(catalogue::ReadCatalogue(text, choice)));
}

}  // namespace writ
