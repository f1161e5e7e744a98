{{%AUTOESCAPE context="HTML"}}{{#NOTICE}}<p class="notice" role="alert">{{NOTICE_TEXT}}</p>
{{/NOTICE}}<p class="monogram" aria-hidden="true">{{MONOGRAM}}</p>
<h1>{{TITLE}}</h1>
<p class="lead">{{ASKS}}</p>
<form method="post" action="authorize">
<input type="hidden" name="request" value="{{REQUEST}}">
<input type="hidden" name="ticket" value="{{TICKET}}">
<input type="submit" class="nothing" value="" formmethod="dialog" formnovalidate tabindex="-1" aria-hidden="true">
{{#PICKER}}<fieldset>
<legend>{{CHOOSE}}</legend>
{{#MERCHANT}}<label class="choice"><input type="radio" name="merchant" value="{{MERCHANT_ID}}" required{{#CHOSEN}} checked{{/CHOSEN}}><span><span class="name">{{MERCHANT_NAME}}</span> <span class="aside" lang="{{MERCHANT_LANG}}">{{MERCHANT_LOCALE}}</span></span></label>
{{/MERCHANT}}</fieldset>
{{/PICKER}}{{#SIGNED_IN}}<input type="hidden" name="merchant" value="{{MERCHANT_ID}}">
<dl class="signed-in"><dt>{{ORGANIZATION}}</dt><dd>{{MERCHANT_NAME}}</dd></dl>
{{/SIGNED_IN}}<h2>{{ABLE_TO}}</h2>
{{#NEW_NOTE}}<p class="new-note{{NEW_TO}}">{{NEW_NOTE_TEXT}}</p>
{{/NEW_NOTE}}<div class="permissions">
{{#SENSITIVE}}<div class="sensitive">
<h3>{{SENSITIVE_NAME}}</h3>
<ul role="list">
{{#PERMISSION}}<li class="{{ACCESS_CLASS}}"><span class="access">{{ACCESS}}</span> <span class="what">{{PERMISSION_TEXT}}</span>{{#NEW}} <strong class="new{{NEW_TO}}">{{NEW_WORD}}</strong>{{/NEW}}</li>
{{/PERMISSION}}</ul>
</div>
{{/SENSITIVE}}{{#GROUP}}<details{{#OPEN}} open{{/OPEN}}>
<summary><span>{{GROUP_NAME}}</span> <span class="counts">{{#COUNT}}<span class="access {{ACCESS_CLASS}}">{{ACCESS}} {{NUMBER}}</span> {{/COUNT}}</span></summary>
<ul role="list">
{{#PERMISSION}}<li class="{{ACCESS_CLASS}}"><span class="access">{{ACCESS}}</span> <span class="what">{{PERMISSION_TEXT}}</span>{{#NEW}} <strong class="new{{NEW_TO}}">{{NEW_WORD}}</strong>{{/NEW}}</li>
{{/PERMISSION}}</ul>
</details>
{{/GROUP}}</div>
<div class="decisions">
<button class="yes" name="decision" value="approve">{{CONNECT}}</button>
<button class="no" name="decision" value="deny" formnovalidate>{{CANCEL}}</button>
</div>
</form>
<div class="assurances">
<p>{{ONLY_THIS}} {{WITHDRAW}}</p>
<p>{{GOES_TO}}</p>
{{#SIGNUP}}<p>{{SIGNUP_NOTE}}</p>
{{/SIGNUP}}</div>
