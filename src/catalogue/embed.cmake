# Writes OUTPUT, a C++ source that holds the file INPUT as writ::catalogue::MollieText();
# run as cmake -DOUTPUT=… -DINPUT=… -P embed.cmake.
file(READ "${INPUT}" content)
file(WRITE "${OUTPUT}"
  "// Made from src/catalogue/mollie.toml by src/catalogue/embed.cmake.\n"
  "#include \"catalogue/mollie.h\"\n\nnamespace writ::catalogue {\n\n"
  "std::string_view MollieText() {\n  return R\"writ(${content})writ\";\n}\n\n"
  "}  // namespace writ::catalogue\n")
