{{%AUTOESCAPE context="HTML"}}<h1>{{TITLE}}</h1>
<p class="lead">An OAuth 2.0 authorization server to try and to test against, with demo apps, demo merchants and a clock that can be moved.</p>
<dl class="facts">
<dt>Version</dt><dd>{{VERSION}}</dd>
<dt>Issuer</dt><dd><code>{{ISSUER}}</code></dd>
</dl>
<h2>Demo apps</h2>
<ul role="list">
{{#APP}}<li><span class="what"><strong>{{NAME}}</strong><br><code>{{CLIENT_ID}}</code></span> <a href="{{CONSENT_LINK}}">Ask for consent</a></li>
{{/APP}}</ul>
<h2>For your program</h2>
<ul role="list">
<li><a href="/.well-known/oauth-authorization-server">Metadata</a></li>
<li><a href="/openapi.yaml">OpenAPI document</a></li>
</ul>
<p>The secrets are not shown here: <code>writ env</code> gives them to a shell, and <code>POST /_sandbox/info</code> with the JSON body <code>{}</code> to a program on this machine.</p>
