"""Judges docs/openapi.yaml: valid OpenAPI 3.1, nothing dangling or unused, every operation told in
full. Ends with the line `N passed, N failed`, counting operations and the document itself."""

import sys

import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")


class Loader(yaml.SafeLoader):
    """YAML in which a key said twice is an error, as it is in life."""

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{key} is said twice", node.start_mark)
        return super().construct_mapping(node, deep)


def references(node):
    """Every $ref below `node`."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def resolves(document, reference):
    node = document
    for name in reference.removeprefix("#/").split("/"):
        if not isinstance(node, dict) or name not in node:
            return False
        node = node[name]
    return True


def judge_document(document):
    """What is wrong with the document as a whole."""
    found = [f"{'/'.join(map(str, error.absolute_path)) or 'document'}: {error.message}"
             for error in OpenAPIV31SpecValidator(document).iter_errors()]
    used = set(references(document))
    found += [f"{reference} leads nowhere" for reference in sorted(used)
              if not resolves(document, reference)]
    for kind, components in document.get("components", {}).items():
        if kind != "securitySchemes":
            found += [f"#/components/{kind}/{name} is not used" for name in components
                      if f"#/components/{kind}/{name}" not in used]
    names = [operation.get("operationId") for _, _, operation in operations(document)]
    found += [f"operationId {name} is used twice" for name in sorted({
        name for name in names if name and names.count(name) > 1})]
    return found


def operations(document):
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def judge_operation(document, path, operation):
    """What an operation leaves untold."""
    found = [f"has no {wanted}" for wanted in ("operationId", "summary", "tags")
             if not operation.get(wanted)]
    known = {tag["name"] for tag in document.get("tags", [])}
    found += [f"tag {tag} is not among the document's" for tag in operation.get("tags", [])
              if tag not in known]
    if "security" not in operation and "security" not in document:
        found.append("does not say what it takes to call it (security)")
    statuses = {str(status) for status in operation.get("responses", {})}
    if not any(status[0] in "23" for status in statuses):
        found.append("tells no success")
    takes_input = operation.get("requestBody") or operation.get("parameters") or "{" in path
    if takes_input and not any(status[0] == "4" for status in statuses):
        found.append("takes input but tells no 4xx")
    for content in operation.get("requestBody", {}).get("content", {}).values():
        if "schema" not in content:
            found.append("has a body without a schema")
    return found


def main(path):
    with open(path, encoding="utf-8") as file:
        document = yaml.load(file, Loader)
    passed = failed = 0
    verdicts = [("document", judge_document(document))]
    verdicts += [(f"{method.upper()} {place}", judge_operation(document, place, operation))
                 for place, method, operation in operations(document)]
    for what, found in verdicts:
        passed, failed = passed + (not found), failed + bool(found)
        for text in found:
            print(f"{path}: {what}: {text}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
