{{%AUTOESCAPE context="HTML"}}{{#NOTICE}}<p class="notice" role="alert">{{NOTICE_TEXT}}</p>
{{/NOTICE}}<p class="monogram" aria-hidden="true">{{MONOGRAM}}</p>
<h1>{{TITLE}}</h1>
<p class="lead">{{ASKS}}</p>
<form method="post" action="authorize">
<input type="hidden" name="request" value="{{REQUEST}}">
<input type="hidden" name="ticket" value="{{TICKET}}">
{{#PICKER}}<fieldset>
<legend>{{CHOOSE}}</legend>
{{#MERCHANT}}<label class="choice"><input type="radio" name="merchant" value="{{MERCHANT_ID}}" required{{#CHOSEN}} checked{{/CHOSEN}}><span><span class="name">{{MERCHANT_NAME}}</span> <span class="aside" lang="{{MERCHANT_LANG}}">{{MERCHANT_LOCALE}}</span></span></label>
{{/MERCHANT}}</fieldset>
{{/PICKER}}{{#SIGNED_IN}}<input type="hidden" name="merchant" value="{{MERCHANT_ID}}">
<dl class="signed-in"><dt>{{ORGANIZATION}}</dt><dd>{{MERCHANT_NAME}}</dd></dl>
{{/SIGNED_IN}}<h2>{{ABLE_TO}}</h2>
<div class="permissions">
{{#GROUP}}<details{{#OPEN}} open{{/OPEN}}>
<summary><span>{{GROUP_NAME}}</span> <span class="count">{{GROUP_COUNT}}</span></summary>
<ul>
{{#PERMISSION}}<li>{{PERMISSION_TEXT}}</li>
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
