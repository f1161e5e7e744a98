#include "pages/messages/texts.h"

#include <array>

namespace writ::pages {

namespace {

// In the order of Language.
struct Row {
  Text text;
  std::array<std::string_view, kLanguageCount> sentences;
};

using enum Text;

constexpr std::array<Row, kTextCount> kRows{{
    {kConnectTitle,
     {"Connect {app}", "{app} koppelen", "Connecter {app}", "{app} verbinden", "Conectar {app}",
      "Collega {app}"}},
    {kAsks,
     {"{app} asks for access to {merchant}.", "{app} vraagt toegang tot {merchant}.",
      "{app} demande l’accès à {merchant}.", "{app} bittet um Zugriff auf {merchant}.",
      "{app} solicita acceso a {merchant}.", "{app} chiede l’accesso a {merchant}."}},
    {kAsksInSandbox,
     {"{app} asks for access to one of your demo organizations.",
      "{app} vraagt toegang tot een van je demo-organisaties.",
      "{app} demande l’accès à l’une de vos organisations de démonstration.",
      "{app} bittet um Zugriff auf eine Ihrer Demo-Organisationen.",
      "{app} solicita acceso a una de tus organizaciones de demostración.",
      "{app} chiede l’accesso a una delle tue organizzazioni dimostrative."}},
    {kSandbox,
     {"Sandbox", "Testomgeving", "Environnement de test", "Testumgebung", "Entorno de pruebas",
      "Ambiente di prova"}},
    {kSandboxNote,
     {"Everything here is made up: no real money, no real customers.",
      "Alles hier is verzonnen: geen echt geld, geen echte klanten.",
      "Tout est fictif ici : ni argent réel, ni vrais clients.",
      "Alles hier ist erfunden: kein echtes Geld, keine echten Kunden.",
      "Aquí todo es ficticio: no hay dinero ni clientes reales.",
      "Qui è tutto inventato: nessun denaro vero, nessun cliente reale."}},
    {kChooseMerchant,
     {"Connect as", "Koppelen als", "Connecter en tant que", "Verbinden als", "Conectar como",
      "Collega come"}},
    {kOrganization,
     {"Organization", "Organisatie", "Organisation", "Organisation", "Organización",
      "Organizzazione"}},
    {kAbleTo,
     {"{app} will be able to:", "{app} kan dan:", "{app} pourra :", "{app} kann dann:",
      "{app} podrá:", "{app} potrà:"}},
    {kSensitive,
     {"Sensitive permissions", "Gevoelige rechten", "Autorisations sensibles",
      "Sensible Berechtigungen", "Permisos sensibles", "Autorizzazioni sensibili"}},
    {kRead, {"Read", "Lezen", "Lecture", "Lesen", "Lectura", "Lettura"}},
    {kChange, {"Change", "Wijzigen", "Modification", "Ändern", "Modificación", "Modifica"}},
    {kNew, {"New", "Nieuw", "Nouveau", "Neu", "Nuevo", "Nuovo"}},
    {kNewNote,
     {"You have connected {app} before. What is new this time is marked “New”.",
      "Je hebt {app} al eerder gekoppeld. Wat er nu bij komt, is gemarkeerd met ‘Nieuw’.",
      "Vous avez déjà connecté {app}. Ce qui s’ajoute cette fois est marqué « Nouveau ».",
      "Sie haben {app} schon einmal verbunden. Was diesmal hinzukommt, ist mit „Neu“ markiert.",
      "Ya has conectado {app} antes. Lo que se añade esta vez está marcado como «Nuevo».",
      "Hai già collegato {app} in passato. Ciò che si aggiunge questa volta è segnato come "
      "«Nuovo»."}},
    {kOnlyThis,
     {"{app} gets only what you see here.", "{app} krijgt alleen wat je hier ziet.",
      "{app} n’obtient que ce que vous voyez ici.", "{app} erhält nur, was Sie hier sehen.",
      "{app} solo obtiene lo que ves aquí.", "{app} ottiene solo ciò che vedi qui."}},
    {kWithdraw,
     {"You can end the connection at any time, in {app} itself or through the operator of this "
      "server. It takes effect at once.",
      "Je kunt de koppeling altijd beëindigen, in {app} zelf of via de beheerder van deze server. "
      "Dat werkt meteen.",
      "Vous pouvez mettre fin à la connexion à tout moment, dans {app} ou auprès de l’exploitant "
      "de ce serveur. L’effet est immédiat.",
      "Sie können die Verbindung jederzeit beenden, in {app} selbst oder über den Betreiber dieses "
      "Servers. Das wirkt sofort.",
      "Puedes terminar la conexión en cualquier momento, en {app} o a través del operador de este "
      "servidor. El efecto es inmediato.",
      "Puoi interrompere il collegamento in qualsiasi momento, in {app} o tramite il gestore di "
      "questo server. L’effetto è immediato."}},
    {kGoesTo,
     {"Afterwards you go to {host}.", "Daarna ga je naar {host}.", "Vous irez ensuite sur {host}.",
      "Danach gelangen Sie zu {host}.", "Después irás a {host}.", "Poi andrai su {host}."}},
    {kSignupNote,
     {"New accounts are not made on this page: the operator of this server makes them.",
      "Nieuwe accounts maak je niet op deze pagina: dat doet de beheerder van deze server.",
      "Les nouveaux comptes ne se créent pas sur cette page : l’exploitant de ce serveur s’en "
      "charge.",
      "Neue Konten werden nicht auf dieser Seite angelegt, sondern vom Betreiber dieses Servers.",
      "Las cuentas nuevas no se crean en esta página: las crea el operador de este servidor.",
      "I nuovi account non si creano in questa pagina: li crea il gestore di questo server."}},
    {kConnect, {"Connect", "Koppelen", "Connecter", "Verbinden", "Conectar", "Collega"}},
    {kCancel, {"Cancel", "Annuleren", "Annuler", "Abbrechen", "Cancelar", "Annulla"}},
    {kOutOfDate,
     {"Nothing was connected by your last click: while this page was open, a connection was "
      "renewed or ended. Please look again and choose once more.",
      "Je laatste klik heeft niets gekoppeld: terwijl deze pagina openstond, is een koppeling "
      "vernieuwd of beëindigd. Kijk nog eens en kies opnieuw.",
      "Votre dernier clic n’a rien connecté : pendant que cette page était ouverte, une connexion "
      "a été renouvelée ou terminée. Vérifiez et choisissez à nouveau.",
      "Ihr letzter Klick hat nichts verbunden: Während diese Seite offen war, wurde eine "
      "Verbindung erneuert oder beendet. Bitte prüfen Sie die Angaben und wählen Sie erneut.",
      "Tu último clic no ha conectado nada: mientras esta página estaba abierta, una conexión se "
      "renovó o se terminó. Revísala y elige de nuevo.",
      "Il tuo ultimo clic non ha collegato nulla: mentre questa pagina era aperta, un collegamento "
      "è stato rinnovato o interrotto. Controlla e scegli di nuovo."}},
    {kPageExpired,
     {"This page was open for too long, so nothing was connected. Please look again and choose "
      "once more.",
      "Deze pagina stond te lang open, dus er is niets gekoppeld. Kijk nog eens en kies opnieuw.",
      "Cette page est restée ouverte trop longtemps ; rien n’a été connecté. Vérifiez et "
      "choisissez à nouveau.",
      "Diese Seite war zu lange geöffnet, daher wurde nichts verbunden. Bitte prüfen Sie die "
      "Angaben und wählen Sie erneut.",
      "Esta página ha estado abierta demasiado tiempo, así que no se ha conectado nada. Revísala y "
      "elige de nuevo.",
      "Questa pagina è rimasta aperta troppo a lungo, quindi non è stato collegato nulla. "
      "Controlla e scegli di nuovo."}},
    {kOtherBrowser,
     {"The answer did not come from a page shown in this browser, so nothing was connected. Allow "
      "cookies for this site, look again and choose once more.",
      "Het antwoord kwam niet van een pagina uit deze browser, dus er is niets gekoppeld. Sta "
      "cookies toe voor deze site, kijk nog eens en kies opnieuw.",
      "La réponse ne venait pas d’une page affichée dans ce navigateur ; rien n’a été connecté. "
      "Autorisez les cookies pour ce site, vérifiez et choisissez à nouveau.",
      "Die Antwort kam nicht von einer Seite aus diesem Browser, daher wurde nichts verbunden. "
      "Erlauben Sie Cookies für diese Website, prüfen Sie die Angaben und wählen Sie erneut.",
      "La respuesta no venía de una página mostrada en este navegador, así que no se ha conectado "
      "nada. Permite las cookies de este sitio, revísala y elige de nuevo.",
      "La risposta non proveniva da una pagina mostrata in questo browser, quindi non è stato "
      "collegato nulla. Consenti i cookie per questo sito, controlla e scegli di nuovo."}},
    {kMerchantGone,
     {"That organization cannot be connected. Please choose another one.",
      "Die organisatie kan niet worden gekoppeld. Kies een andere.",
      "Cette organisation ne peut pas être connectée. Choisissez-en une autre.",
      "Diese Organisation kann nicht verbunden werden. Bitte wählen Sie eine andere.",
      "Esa organización no se puede conectar. Elige otra.",
      "Questa organizzazione non può essere collegata. Scegline un’altra."}},
    {kMerchantChanged,
     {"Another organization has signed in in this browser since this page was shown, so nothing "
      "was connected. Please look again and choose once more.",
      "Sinds deze pagina werd getoond, is in deze browser een andere organisatie ingelogd; er is "
      "dus niets gekoppeld. Kijk nog eens en kies opnieuw.",
      "Une autre organisation s’est connectée dans ce navigateur depuis l’affichage de cette page "
      "; rien n’a été connecté. Vérifiez et choisissez à nouveau.",
      "Seit diese Seite angezeigt wurde, hat sich in diesem Browser eine andere Organisation "
      "angemeldet; daher wurde nichts verbunden. Bitte prüfen Sie die Angaben und wählen Sie "
      "erneut.",
      "Desde que se mostró esta página, otra organización ha iniciado sesión en este navegador, "
      "así que no se ha conectado nada. Revísala y elige de nuevo.",
      "Da quando questa pagina è stata mostrata, un’altra organizzazione ha effettuato l’accesso "
      "in questo browser, quindi non è stato collegato nulla. Controlla e scegli di nuovo."}},
    {kBadRequestTitle,
     {"This link does not work", "Deze link werkt niet", "Ce lien ne fonctionne pas",
      "Dieser Link funktioniert nicht", "Este enlace no funciona", "Questo link non funziona"}},
    {kBadRequestBody,
     {"The app sent you here with a request that cannot be answered. Nothing was connected. Go "
      "back to the app and try again; if it happens again, pass the details below on to the makers "
      "of the app.",
      "De app heeft je hierheen gestuurd met een verzoek dat niet te beantwoorden is. Er is niets "
      "gekoppeld. Ga terug naar de app en probeer het opnieuw; gebeurt het nog eens, geef dan de "
      "gegevens hieronder door aan de makers van de app.",
      "L’application vous a envoyé ici avec une demande à laquelle il est impossible de répondre. "
      "Rien n’a été connecté. Retournez dans l’application et réessayez ; si cela se reproduit, "
      "transmettez les détails ci-dessous aux auteurs de l’application.",
      "Die App hat Sie mit einer Anfrage hierher geschickt, die nicht beantwortet werden kann. Es "
      "wurde nichts verbunden. Gehen Sie zurück zur App und versuchen Sie es erneut; wenn es "
      "wieder geschieht, geben Sie die Angaben unten an die Hersteller der App weiter.",
      "La aplicación te ha enviado aquí con una solicitud que no se puede responder. No se ha "
      "conectado nada. Vuelve a la aplicación e inténtalo de nuevo; si vuelve a ocurrir, comunica "
      "los detalles de abajo a los creadores de la aplicación.",
      "L’app ti ha mandato qui con una richiesta a cui non si può rispondere. Non è stato "
      "collegato nulla. Torna all’app e riprova; se succede ancora, comunica i dettagli qui sotto "
      "agli autori dell’app."}},
    {kForMakers,
     {"Details for the makers of the app", "Gegevens voor de makers van de app",
      "Détails pour les auteurs de l’application", "Angaben für die Hersteller der App",
      "Detalles para los creadores de la aplicación", "Dettagli per gli autori dell’app"}},
    {kNotFromPageTitle,
     {"Nothing was changed", "Er is niets veranderd", "Rien n’a été modifié",
      "Es wurde nichts geändert", "No se ha cambiado nada", "Non è stato cambiato nulla"}},
    {kNotFromPageBody,
     {"Another website tried to answer in your name, which is not allowed. Go back to the app and "
      "start again there.",
      "Een andere website probeerde namens jou te antwoorden; dat mag niet. Ga terug naar de app "
      "en begin daar opnieuw.",
      "Un autre site web a tenté de répondre à votre place, ce qui n’est pas permis. Retournez "
      "dans l’application et recommencez.",
      "Eine andere Website hat versucht, in Ihrem Namen zu antworten; das ist nicht erlaubt. Gehen "
      "Sie zurück zur App und beginnen Sie dort neu.",
      "Otro sitio web ha intentado responder en tu nombre, lo cual no está permitido. Vuelve a la "
      "aplicación y empieza de nuevo.",
      "Un altro sito web ha tentato di rispondere a tuo nome: non è consentito. Torna all’app e "
      "ricomincia da lì."}},
    {kLoginNeededTitle,
     {"Please sign in first", "Log eerst in", "Connectez-vous d’abord",
      "Bitte melden Sie sich zuerst an", "Inicia sesión primero", "Prima devi accedere"}},
    {kLoginNeededBody,
     {"No organization is signed in in this browser. Ask the operator of this server for a sign-in "
      "link, open it in this browser, then go back to the app and connect again.",
      "In deze browser is geen organisatie ingelogd. Vraag de beheerder van deze server om een "
      "inloglink, open die in deze browser, ga dan terug naar de app en koppel opnieuw.",
      "Aucune organisation n’est connectée dans ce navigateur. Demandez un lien de connexion à "
      "l’exploitant de ce serveur, ouvrez-le dans ce navigateur, puis retournez dans l’application "
      "et recommencez.",
      "In diesem Browser ist keine Organisation angemeldet. Bitten Sie den Betreiber dieses "
      "Servers um einen Anmeldelink, öffnen Sie ihn in diesem Browser, gehen Sie dann zurück zur "
      "App und verbinden Sie erneut.",
      "No hay ninguna organización con la sesión iniciada en este navegador. Pide un enlace de "
      "acceso al operador de este servidor, ábrelo en este navegador y, después, vuelve a la "
      "aplicación y conecta de nuevo.",
      "In questo browser nessuna organizzazione ha effettuato l’accesso. Chiedi un link di accesso "
      "al gestore di questo server, aprilo in questo browser, poi torna all’app e ripeti il "
      "collegamento."}},
    {kSignInTitle,
     {"Sign in as {merchant}", "Inloggen als {merchant}", "Se connecter en tant que {merchant}",
      "Als {merchant} anmelden", "Iniciar sesión como {merchant}", "Accedi come {merchant}"}},
    {kSignInBody,
     {"This link signs this browser in as {merchant}. It works only once.",
      "Met deze link log je in deze browser in als {merchant}. Hij werkt maar één keer.",
      "Ce lien connecte ce navigateur en tant que {merchant}. Il ne fonctionne qu’une seule fois.",
      "Dieser Link meldet diesen Browser als {merchant} an. Er funktioniert nur einmal.",
      "Este enlace inicia sesión en este navegador como {merchant}. Solo funciona una vez.",
      "Con questo link accedi in questo browser come {merchant}. Funziona una sola volta."}},
    {kSignIn, {"Sign in", "Inloggen", "Se connecter", "Anmelden", "Iniciar sesión", "Accedi"}},
    {kSignedInTitle,
     {"You are signed in", "Je bent ingelogd", "Vous êtes connecté", "Sie sind angemeldet",
      "Has iniciado sesión", "Accesso effettuato"}},
    {kSignedInBody,
     {"This browser is signed in as {merchant}. Go back to the app and connect again.",
      "Deze browser is ingelogd als {merchant}. Ga terug naar de app en koppel opnieuw.",
      "Ce navigateur est connecté en tant que {merchant}. Retournez dans l’application et "
      "recommencez.",
      "Dieser Browser ist als {merchant} angemeldet. Gehen Sie zurück zur App und verbinden Sie "
      "erneut.",
      "Este navegador tiene la sesión iniciada como {merchant}. Vuelve a la aplicación y conecta "
      "de nuevo.",
      "In questo browser l’accesso è attivo come {merchant}. Torna all’app e ripeti il "
      "collegamento."}},
    {kLinkTitle,
     {"This sign-in link does not work", "Deze inloglink werkt niet",
      "Ce lien de connexion ne fonctionne pas", "Dieser Anmeldelink funktioniert nicht",
      "Este enlace de acceso no funciona", "Questo link di accesso non funziona"}},
    {kLinkUnknown,
     {"The address is incomplete or was changed. Open the link exactly as you received it.",
      "Het adres is onvolledig of gewijzigd. Open de link precies zoals je hem hebt gekregen.",
      "L’adresse est incomplète ou a été modifiée. Ouvrez le lien exactement comme vous l’avez "
      "reçu.",
      "Die Adresse ist unvollständig oder wurde verändert. Öffnen Sie den Link genau so, wie Sie "
      "ihn erhalten haben.",
      "La dirección está incompleta o se ha modificado. Abre el enlace tal como lo recibiste.",
      "L’indirizzo è incompleto o è stato modificato. Apri il link esattamente come lo hai "
      "ricevuto."}},
    {kLinkUsed,
     {"It was already used, and it works only once. If that was not you, tell the operator of this "
      "server, and ask for a new link.",
      "Hij is al gebruikt en werkt maar één keer. Was jij dat niet, meld het dan aan de beheerder "
      "van deze server en vraag een nieuwe link.",
      "Il a déjà été utilisé et ne fonctionne qu’une seule fois. Si ce n’était pas vous, prévenez "
      "l’exploitant de ce serveur et demandez un nouveau lien.",
      "Er wurde bereits verwendet und funktioniert nur einmal. Falls Sie das nicht waren, "
      "informieren Sie den Betreiber dieses Servers und bitten Sie um einen neuen Link.",
      "Ya se ha usado y solo funciona una vez. Si no fuiste tú, avisa al operador de este servidor "
      "y pide un enlace nuevo.",
      "È già stato usato e funziona una sola volta. Se non sei stato tu, avvisa il gestore di "
      "questo server e chiedi un nuovo link."}},
    {kLinkExpired,
     {"It has expired. Ask the operator of this server for a new one.",
      "Hij is verlopen. Vraag de beheerder van deze server om een nieuwe.",
      "Il a expiré. Demandez-en un nouveau à l’exploitant de ce serveur.",
      "Er ist abgelaufen. Bitten Sie den Betreiber dieses Servers um einen neuen.",
      "Ha caducado. Pide uno nuevo al operador de este servidor.",
      "È scaduto. Chiedine uno nuovo al gestore di questo server."}},
    {kLinkEnded,
     {"It was withdrawn. Ask the operator of this server for a new one.",
      "Hij is ingetrokken. Vraag de beheerder van deze server om een nieuwe.",
      "Il a été révoqué. Demandez-en un nouveau à l’exploitant de ce serveur.",
      "Er wurde zurückgezogen. Bitten Sie den Betreiber dieses Servers um einen neuen.",
      "Se ha retirado. Pide uno nuevo al operador de este servidor.",
      "È stato revocato. Chiedine uno nuovo al gestore di questo server."}},
    {kLinkOtherBrowser,
     {"It was opened in another browser, or this browser keeps no cookies. Open the link here once "
      "more, with cookies allowed for this site.",
      "Hij is in een andere browser geopend, of deze browser bewaart geen cookies. Open de link "
      "hier nog eens en sta cookies toe voor deze site.",
      "Il a été ouvert dans un autre navigateur, ou ce navigateur ne conserve pas les cookies. "
      "Rouvrez le lien ici en autorisant les cookies pour ce site.",
      "Er wurde in einem anderen Browser geöffnet, oder dieser Browser speichert keine Cookies. "
      "Öffnen Sie den Link hier noch einmal und erlauben Sie Cookies für diese Website.",
      "Se abrió en otro navegador, o este navegador no guarda cookies. Abre el enlace aquí otra "
      "vez y permite las cookies de este sitio.",
      "È stato aperto in un altro browser, oppure questo browser non conserva i cookie. Apri di "
      "nuovo il link qui e consenti i cookie per questo sito."}},
    {kUnavailableTitle,
     {"Please try again in a moment", "Probeer het zo nog eens",
      "Veuillez réessayer dans un instant", "Bitte versuchen Sie es gleich noch einmal",
      "Inténtalo de nuevo en un momento", "Riprova tra un momento"}},
    {kUnavailableBody,
     {"The server cannot save anything right now. Nothing was changed.",
      "De server kan nu niets opslaan. Er is niets veranderd.",
      "Le serveur ne peut rien enregistrer pour le moment. Rien n’a été modifié.",
      "Der Server kann gerade nichts speichern. Es wurde nichts geändert.",
      "El servidor no puede guardar nada en este momento. No se ha cambiado nada.",
      "Il server non può salvare nulla in questo momento. Non è stato cambiato nulla."}},
}};

constexpr bool RowsFollowTheEnum() {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (static_cast<std::size_t>(kRows[i].text) != i) return false;
  }
  return true;
}
static_assert(RowsFollowTheEnum());

}  // namespace

std::string_view Say(Text text, Language language) {
  const Row& row = kRows.at(static_cast<std::size_t>(text));
  return row.sentences.at(static_cast<std::size_t>(language));
}

}  // namespace writ::pages
