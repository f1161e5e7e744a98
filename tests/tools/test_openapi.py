"""The lint of the OpenAPI document catches what it is for."""

import subprocess
import tempfile
import unittest

from support import ROOT

GOOD = """\
openapi: 3.1.0
info: {title: T, version: '1'}
tags: [{name: A}]
paths:
  /a:
    post:
      operationId: a
      summary: S
      tags: [A]
      security: []
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
      responses:
        '200': {description: fine}
        '400': {description: wrong}
components: {schemas: {A: {type: object}}}
"""


class OpenApi(unittest.TestCase):
    def lint(self, text):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            file.write(text)
            file.flush()
            done = subprocess.run([ROOT / "tools/openapi/run", file.name], capture_output=True,
                                  text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def assert_refused(self, old, new, words):
        self.assertIn(old, GOOD)
        status, output = self.lint(GOOD.replace(old, new))
        self.assertNotEqual(status, 0, output)
        self.assertIn(words, output)

    def test_good(self):
        self.assertEqual(self.lint(GOOD), (0, "2 passed, 0 failed\n"))

    def test_not_openapi(self):
        self.assert_refused("info: {title: T, version: '1'}\n", "", "'info' is a required property")

    def test_dangling_reference(self):
        self.assert_refused("schemas/A'", "schemas/B'", "leads nowhere")

    def test_unused_component(self):
        self.assert_refused("schemas: {A: ", "schemas: {B: {}, A: ", "schemas/B is not used")

    def test_untold_success(self):
        self.assert_refused("        '200': {description: fine}\n", "", "tells no success")

    def test_untold_error(self):
        self.assert_refused("        '400': {description: wrong}\n", "", "tells no 4xx")

    def test_no_security(self):
        self.assert_refused("      security: []\n", "", "what it takes to call it")

    def test_no_summary(self):
        self.assert_refused("      summary: S\n", "", "has no summary")

    def test_unknown_tag(self):
        self.assert_refused("tags: [A]", "tags: [B]", "tag B")

    def test_key_twice(self):
        self.assert_refused("      summary: S\n", "      summary: S\n      summary: T\n", "said twice")


if __name__ == "__main__":
    unittest.main()
