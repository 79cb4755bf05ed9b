// The live page: asks for the state twice a second, says aloud only what is new.
"use strict";
(function () {
  const contenu = document.getElementById("contenu");
  const annonce = document.getElementById("annonce");
  const arret = document.getElementById("arret");
  let connue = "";
  let dit = "";
  let echecs = 0;

  function montrer(texte) {
    const page = new DOMParser().parseFromString(texte, "text/html");
    contenu.replaceChildren(...page.body.childNodes);
    const phrase = document.getElementById("dit");
    if (phrase && phrase.textContent && phrase.textContent !== dit) {
      dit = phrase.textContent;
      annonce.textContent = dit;
    }
  }

  async function demander() {
    try {
      const reponse = await fetch("etat", {
        cache: "no-store",
        headers: connue ? { "If-None-Match": connue } : {},
      });
      echecs = 0;
      arret.hidden = true;
      if (reponse.status === 200) {
        connue = reponse.headers.get("ETag") || "";
        montrer(await reponse.text());
      }
    } catch (erreur) {
      echecs += 1;
      arret.hidden = echecs < 3;
    }
    setTimeout(demander, echecs ? 2000 : 500);
  }

  demander();
})();
