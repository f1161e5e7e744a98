{{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="{{LANG}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>{{TITLE}}</title>
<link rel="icon" href="data:,">
<style>@STYLE@</style>
</head>
<body>
<main>
{{#SANDBOX_BADGE}}<p class="sandbox"><strong>{{SANDBOX}}</strong> <span>{{SANDBOX_NOTE}}</span></p>
{{/SANDBOX_BADGE}}{{>BODY}}</main>
</body>
</html>
