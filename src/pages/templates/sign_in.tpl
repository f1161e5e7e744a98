{{%AUTOESCAPE context="HTML"}}<h1>{{TITLE}}</h1>
<p class="lead">{{TEXT}}</p>
<form method="post" action="login">
<input type="hidden" name="link" value="{{LINK}}">
<input type="hidden" name="proof" value="{{PROOF}}">
<div class="decisions"><button class="yes">{{SIGN_IN}}</button></div>
</form>
