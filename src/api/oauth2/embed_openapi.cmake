# Writes OUTPUT, a C++ source that holds the file INPUT; run as cmake -DOUTPUT=… -DINPUT=… -P embed_openapi.cmake.
file(READ "${INPUT}" content)
file(WRITE "${OUTPUT}" "// Made from docs/openapi.yaml by src/api/oauth2/embed_openapi.cmake.\n#include \"api/oauth2/openapi.h\"\n\n\
std::string_view writ::api::OpenApiDocument() {\n  return R\"openapi(${content})openapi\";\n}\n")
