#include "pages/messages/permissions.h"

#include <algorithm>

#include "base/check.h"
#include "oauth/records/scope.h"

namespace writ::pages {

namespace {

using enum PermissionGroup;

// One row for each permission of the catalogue, in its order. English stands in the catalogue.
struct Row {
  std::string_view id;
  PermissionGroup group;
  std::string_view dutch;
  std::string_view french;
  std::string_view german;
  std::string_view spanish;
  std::string_view italian;
};

constexpr std::array kRows{
    Row{"balances.read", kBalances, "Je saldo’s bekijken", "Voir vos soldes",
        "Ihre Guthaben einsehen", "Ver tus saldos", "Vedere i tuoi saldi"},
    Row{"balance-reports.read", kBalances, "Rapporten over je saldo’s bekijken",
        "Voir les rapports sur vos soldes", "Berichte über Ihre Guthaben einsehen",
        "Ver los informes sobre tus saldos", "Vedere i rapporti sui tuoi saldi"},
    Row{"balance-transfers.read", kBalances, "Overboekingen tussen saldo’s bekijken",
        "Voir les transferts entre soldes", "Umbuchungen zwischen Guthaben einsehen",
        "Ver las transferencias entre saldos", "Vedere i trasferimenti tra saldi"},
    Row{"balance-transfers.write", kBalances, "Geld tussen saldo’s overboeken",
        "Transférer de l’argent entre soldes", "Geld zwischen Guthaben umbuchen",
        "Mover dinero entre saldos", "Spostare denaro tra saldi"},
    Row{"business-account-draft-transfers.read", kBank, "Klaargezette overboekingen bekijken",
        "Voir les virements préparés", "Vorbereitete Überweisungen einsehen",
        "Ver las transferencias preparadas", "Vedere i bonifici preparati"},
    Row{"business-account-draft-transfers.write", kBank, "Overboekingen klaarzetten",
        "Préparer des virements", "Überweisungen vorbereiten", "Preparar transferencias",
        "Preparare bonifici"},
    Row{"business-account-payee-verifications.write", kBank, "Namen van begunstigden controleren",
        "Vérifier les noms des bénéficiaires", "Namen von Zahlungsempfängern prüfen",
        "Comprobar los nombres de los beneficiarios", "Verificare i nomi dei beneficiari"},
    Row{"business-account-transfers.read", kBank,
        "Overboekingen van je zakelijke rekening bekijken",
        "Voir les virements de votre compte professionnel",
        "Überweisungen Ihres Geschäftskontos einsehen",
        "Ver las transferencias de tu cuenta de empresa",
        "Vedere i bonifici del tuo conto aziendale"},
    Row{"business-account-transfers.write", kBank, "Overboeken van je zakelijke rekening",
        "Effectuer des virements depuis votre compte professionnel",
        "Überweisungen von Ihrem Geschäftskonto ausführen",
        "Hacer transferencias desde tu cuenta de empresa",
        "Effettuare bonifici dal tuo conto aziendale"},
    Row{"business-accounts.read", kBank, "Je zakelijke rekeningen bekijken",
        "Voir vos comptes professionnels", "Ihre Geschäftskonten einsehen",
        "Ver tus cuentas de empresa", "Vedere i tuoi conti aziendali"},
    Row{"clients.read", kOrganization, "De bedrijven bekijken die je beheert",
        "Voir les marchands que vous gérez", "Die von Ihnen betreuten Händler einsehen",
        "Ver los comercios que gestionas", "Vedere gli esercenti che gestisci"},
    Row{"clients.write", kOrganization, "De bedrijven wijzigen die je beheert",
        "Modifier les marchands que vous gérez", "Die von Ihnen betreuten Händler ändern",
        "Modificar los comercios que gestionas", "Modificare gli esercenti che gestisci"},
    Row{"customers.read", kCustomers, "Je klanten bekijken", "Voir vos clients",
        "Ihre Kunden einsehen", "Ver tus clientes", "Vedere i tuoi clienti"},
    Row{"customers.write", kCustomers, "Klanten toevoegen en wijzigen",
        "Ajouter et modifier des clients", "Kunden anlegen und ändern",
        "Añadir y modificar clientes", "Aggiungere e modificare clienti"},
    Row{"disputes.read", kPayments, "Geschillen over betalingen bekijken",
        "Voir les litiges sur des paiements", "Streitfälle zu Zahlungen einsehen",
        "Ver las disputas sobre pagos", "Vedere le contestazioni sui pagamenti"},
    Row{"disputes.write", kPayments, "Reageren op geschillen over betalingen",
        "Répondre aux litiges sur des paiements", "Streitfälle zu Zahlungen beantworten",
        "Responder a disputas sobre pagos", "Rispondere alle contestazioni sui pagamenti"},
    Row{"events.read", kTechnical, "Gebeurtenissen in je account bekijken",
        "Voir les événements de votre compte", "Ereignisse in Ihrem Konto einsehen",
        "Ver los eventos de tu cuenta", "Vedere gli eventi del tuo account"},
    Row{"external-accounts.read", kBank, "Je gekoppelde bankrekeningen bekijken",
        "Voir vos comptes bancaires liés", "Ihre verknüpften Bankkonten einsehen",
        "Ver tus cuentas bancarias vinculadas", "Vedere i tuoi conti bancari collegati"},
    Row{"external-accounts.write", kBank, "Bankrekeningen koppelen en wijzigen",
        "Lier et modifier des comptes bancaires", "Bankkonten verknüpfen und ändern",
        "Vincular y modificar cuentas bancarias", "Collegare e modificare conti bancari"},
    Row{"files.read", kOrganization, "Je bestanden bekijken", "Voir vos fichiers",
        "Ihre Dateien einsehen", "Ver tus archivos", "Vedere i tuoi file"},
    Row{"files.write", kOrganization, "Bestanden uploaden", "Téléverser des fichiers",
        "Dateien hochladen", "Subir archivos", "Caricare file"},
    Row{"invoices.read", kBalances, "Je facturen bekijken", "Voir vos factures",
        "Ihre Rechnungen einsehen", "Ver tus facturas", "Vedere le tue fatture"},
    Row{"mandates.read", kCustomers, "Betaalmachtigingen van je klanten bekijken",
        "Voir les mandats de paiement de vos clients", "Zahlungsmandate Ihrer Kunden einsehen",
        "Ver los mandatos de pago de tus clientes",
        "Vedere i mandati di pagamento dei tuoi clienti"},
    Row{"mandates.write", kCustomers, "Betaalmachtigingen toevoegen en intrekken",
        "Ajouter et retirer des mandats de paiement", "Zahlungsmandate anlegen und widerrufen",
        "Añadir y retirar mandatos de pago", "Aggiungere e revocare mandati di pagamento"},
    Row{"onboarding.read", kOrganization, "De voortgang van je aanmelding bekijken",
        "Voir l’avancement de votre inscription", "Den Stand Ihrer Anmeldung einsehen",
        "Ver el progreso de tu registro", "Vedere lo stato della tua registrazione"},
    Row{"onboarding.write", kOrganization, "Gegevens voor je aanmelding aanleveren",
        "Fournir des données pour votre inscription", "Angaben für Ihre Anmeldung einreichen",
        "Aportar datos para tu registro", "Fornire dati per la tua registrazione"},
    Row{"orders.read", kOrders, "Je bestellingen bekijken", "Voir vos commandes",
        "Ihre Bestellungen einsehen", "Ver tus pedidos", "Vedere i tuoi ordini"},
    Row{"orders.write", kOrders, "Bestellingen toevoegen en wijzigen",
        "Ajouter et modifier des commandes", "Bestellungen anlegen und ändern",
        "Añadir y modificar pedidos", "Aggiungere e modificare ordini"},
    Row{"organizations.read", kOrganization, "De gegevens van je organisatie bekijken",
        "Voir les données de votre organisation", "Die Daten Ihrer Organisation einsehen",
        "Ver los datos de tu organización", "Vedere i dati della tua organizzazione"},
    Row{"organizations.write", kOrganization, "De gegevens van je organisatie wijzigen",
        "Modifier les données de votre organisation", "Die Daten Ihrer Organisation ändern",
        "Modificar los datos de tu organización", "Modificare i dati della tua organizzazione"},
    Row{"payment-links.read", kPayments, "Je betaallinks bekijken", "Voir vos liens de paiement",
        "Ihre Zahlungslinks einsehen", "Ver tus enlaces de pago",
        "Vedere i tuoi link di pagamento"},
    Row{"payment-links.write", kPayments, "Betaallinks maken", "Créer des liens de paiement",
        "Zahlungslinks erstellen", "Crear enlaces de pago", "Creare link di pagamento"},
    Row{"payments.read", kPayments, "Je betalingen, terugboekingen en betaalmethoden bekijken",
        "Voir vos paiements, rétrofacturations et moyens de paiement",
        "Ihre Zahlungen, Rückbuchungen und Zahlungsarten einsehen",
        "Ver tus pagos, contracargos y métodos de pago",
        "Vedere i tuoi pagamenti, gli storni e i metodi di pagamento"},
    Row{"payments.write", kPayments, "Betalingen ontvangen", "Encaisser des paiements",
        "Zahlungen annehmen", "Cobrar pagos", "Incassare pagamenti"},
    Row{"payouts.read", kBalances, "Je uitbetalingen bekijken", "Voir vos versements",
        "Ihre Auszahlungen einsehen", "Ver tus abonos", "Vedere i tuoi versamenti"},
    Row{"payouts.write", kBalances, "Je uitbetalingen wijzigen", "Modifier vos versements",
        "Ihre Auszahlungen ändern", "Modificar tus abonos", "Modificare i tuoi versamenti"},
    Row{"persons.read", kOrganization, "De personen van je organisatie bekijken",
        "Voir les personnes de votre organisation", "Die Personen Ihrer Organisation einsehen",
        "Ver las personas de tu organización", "Vedere le persone della tua organizzazione"},
    Row{"persons.write", kOrganization, "De personen van je organisatie wijzigen",
        "Modifier les personnes de votre organisation", "Die Personen Ihrer Organisation ändern",
        "Modificar las personas de tu organización",
        "Modificare le persone della tua organizzazione"},
    Row{"pricing-rates.read", kOrganization, "Je tarieven bekijken", "Voir vos tarifs",
        "Ihre Gebühren einsehen", "Ver tus tarifas", "Vedere le tue tariffe"},
    Row{"pricing-rates.write", kOrganization, "Je tarieven wijzigen", "Modifier vos tarifs",
        "Ihre Gebühren ändern", "Modificar tus tarifas", "Modificare le tue tariffe"},
    Row{"pricing-segments.read", kOrganization, "Je tariefgroepen bekijken",
        "Voir vos segments tarifaires", "Ihre Preisgruppen einsehen",
        "Ver tus segmentos de precios", "Vedere le tue fasce di prezzo"},
    Row{"pricing-segments.write", kOrganization, "Je tariefgroepen wijzigen",
        "Modifier vos segments tarifaires", "Ihre Preisgruppen ändern",
        "Modificar tus segmentos de precios", "Modificare le tue fasce di prezzo"},
    Row{"profiles.read", kOrganization, "Je websiteprofielen bekijken",
        "Voir vos profils de site web", "Ihre Website-Profile einsehen",
        "Ver tus perfiles de sitio web", "Vedere i profili dei tuoi siti web"},
    Row{"profiles.write", kOrganization, "Websiteprofielen toevoegen en wijzigen",
        "Ajouter et modifier des profils de site web", "Website-Profile anlegen und ändern",
        "Añadir y modificar perfiles de sitio web", "Aggiungere e modificare profili di siti web"},
    Row{"refunds.read", kPayments, "Je terugbetalingen bekijken", "Voir vos remboursements",
        "Ihre Erstattungen einsehen", "Ver tus reembolsos", "Vedere i tuoi rimborsi"},
    Row{"refunds.write", kPayments, "Betalingen terugbetalen", "Rembourser des paiements",
        "Zahlungen erstatten", "Reembolsar pagos", "Rimborsare pagamenti"},
    Row{"sales-invoices.read", kOrders, "Je verkoopfacturen bekijken", "Voir vos factures de vente",
        "Ihre Ausgangsrechnungen einsehen", "Ver tus facturas de venta",
        "Vedere le tue fatture di vendita"},
    Row{"sales-invoices.write", kOrders, "Verkoopfacturen maken", "Créer des factures de vente",
        "Ausgangsrechnungen erstellen", "Crear facturas de venta", "Creare fatture di vendita"},
    Row{"sessions.read", kPayments, "Afrekensessies bekijken", "Voir les sessions de paiement",
        "Bezahlvorgänge einsehen", "Ver las sesiones de pago", "Vedere le sessioni di pagamento"},
    Row{"sessions.write", kPayments, "Afrekensessies starten", "Démarrer des sessions de paiement",
        "Bezahlvorgänge starten", "Iniciar sesiones de pago", "Avviare sessioni di pagamento"},
    Row{"settlements.read", kBalances, "Je afrekeningen bekijken", "Voir vos règlements",
        "Ihre Abrechnungen einsehen", "Ver tus liquidaciones", "Vedere le tue liquidazioni"},
    Row{"shipments.read", kOrders, "Je verzendingen bekijken", "Voir vos expéditions",
        "Ihre Sendungen einsehen", "Ver tus envíos", "Vedere le tue spedizioni"},
    Row{"shipments.write", kOrders, "Verzendingen toevoegen en wijzigen",
        "Ajouter et modifier des expéditions", "Sendungen anlegen und ändern",
        "Añadir y modificar envíos", "Aggiungere e modificare spedizioni"},
    Row{"subscriptions.read", kCustomers, "Abonnementen van je klanten bekijken",
        "Voir les abonnements de vos clients", "Abonnements Ihrer Kunden einsehen",
        "Ver las suscripciones de tus clientes", "Vedere gli abbonamenti dei tuoi clienti"},
    Row{"subscriptions.write", kCustomers, "Abonnementen starten en stoppen",
        "Démarrer et arrêter des abonnements", "Abonnements starten und beenden",
        "Iniciar y detener suscripciones", "Avviare e interrompere abbonamenti"},
    Row{"terminals.read", kPayments, "Je betaalterminals bekijken",
        "Voir vos terminaux de paiement", "Ihre Zahlungsterminals einsehen",
        "Ver tus terminales de pago", "Vedere i tuoi terminali di pagamento"},
    Row{"terminals.write", kPayments, "Je betaalterminals wijzigen",
        "Modifier vos terminaux de paiement", "Ihre Zahlungsterminals ändern",
        "Modificar tus terminales de pago", "Modificare i tuoi terminali di pagamento"},
    Row{"unmatched-credit-transfers.read", kPayments, "Overschrijvingen zonder betaling bekijken",
        "Voir les virements sans paiement associé",
        "Überweisungen ohne zugehörige Zahlung einsehen",
        "Ver las transferencias sin pago asociado", "Vedere i bonifici senza pagamento associato"},
    Row{"unmatched-credit-transfers.write", kPayments, "Overschrijvingen aan betalingen koppelen",
        "Associer des virements à des paiements", "Überweisungen Zahlungen zuordnen",
        "Asociar transferencias a pagos", "Associare bonifici a pagamenti"},
    Row{"webhooks.read", kTechnical, "Je webhooks bekijken", "Voir vos webhooks",
        "Ihre Webhooks einsehen", "Ver tus webhooks", "Vedere i tuoi webhook"},
    Row{"webhooks.write", kTechnical, "Webhooks toevoegen en wijzigen",
        "Ajouter et modifier des webhooks", "Webhooks anlegen und ändern",
        "Añadir y modificar webhooks", "Aggiungere e modificare webhook"},
};

constexpr std::array<std::array<std::string_view, kLanguageCount>, kPermissionGroupCount> kGroups{{
    {"Payments", "Betalingen", "Paiements", "Zahlungen", "Pagos", "Pagamenti"},
    {"Customers", "Klanten", "Clients", "Kunden", "Clientes", "Clienti"},
    {"Orders and sales", "Bestellingen en verkoop", "Commandes et ventes",
     "Bestellungen und Verkauf", "Pedidos y ventas", "Ordini e vendite"},
    {"Balances and payouts", "Saldo’s en uitbetalingen", "Soldes et versements",
     "Guthaben und Auszahlungen", "Saldos y abonos", "Saldi e versamenti"},
    {"Bank accounts", "Bankrekeningen", "Comptes bancaires", "Bankkonten", "Cuentas bancarias",
     "Conti bancari"},
    {"Organization", "Organisatie", "Organisation", "Organisation", "Organización",
     "Organizzazione"},
    {"Technical", "Techniek", "Technique", "Technik", "Aspectos técnicos", "Aspetti tecnici"},
}};

// Money moves, or is asked for, or a rule is made by which it will: shipping captures a payment, an
// answer to a dispute may give it back, a match decides what a transfer pays for, and rates decide
// how much of each payment goes to whom.
constexpr std::array<std::string_view, 18> kSensitive{"balance-transfers.write",
                                                      "business-account-draft-transfers.write",
                                                      "business-account-transfers.write",
                                                      "disputes.write",
                                                      "external-accounts.write",
                                                      "mandates.write",
                                                      "orders.write",
                                                      "payment-links.write",
                                                      "payments.write",
                                                      "payouts.write",
                                                      "pricing-rates.write",
                                                      "pricing-segments.write",
                                                      "refunds.write",
                                                      "sales-invoices.write",
                                                      "sessions.write",
                                                      "shipments.write",
                                                      "subscriptions.write",
                                                      "unmatched-credit-transfers.write"};

}  // namespace

PermissionGroup GroupOf(std::uint8_t index) { return kRows.at(index).group; }

std::string_view NameOf(PermissionGroup group, Language language) {
  // The table stands in the order of Language, English first.
  const auto& row = kGroups.at(static_cast<std::size_t>(group));
  return row.at(static_cast<std::size_t>(language));
}

std::string_view PermissionText(std::uint8_t index, Language language) {
  const Row& row = kRows.at(index);
  switch (language) {
    case Language::kEnglish:
      return oauth::Permissions()[index].description;
    case Language::kDutch:
      return row.dutch;
    case Language::kFrench:
      return row.french;
    case Language::kGerman:
      return row.german;
    case Language::kSpanish:
      return row.spanish;
    case Language::kItalian:
      return row.italian;
  }
  CHECK(false);
  return {};
}

Access AccessOf(std::uint8_t index) {
  return kRows.at(index).id.ends_with(".write") ? Access::kChange : Access::kRead;
}

bool IsSensitive(std::uint8_t index) {
  return std::find(kSensitive.begin(), kSensitive.end(), kRows.at(index).id) != kSensitive.end();
}

std::string_view PermissionRow(std::uint8_t index) { return kRows.at(index).id; }

std::size_t PermissionRowCount() { return kRows.size(); }

}  // namespace writ::pages
