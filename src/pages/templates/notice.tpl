{{%AUTOESCAPE context="HTML"}}<h1>{{TITLE}}</h1>
<p class="lead">{{TEXT}}</p>
{{#DETAILS}}<div class="details">
<h2>{{FOR_MAKERS}}</h2>
<p lang="en"><code>{{ERROR}}</code><br>{{DESCRIPTION}}</p>
</div>
{{/DETAILS}}
