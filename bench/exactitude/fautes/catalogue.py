"""Every fault that is planted, and the codes that are not, with the reason."""

from __future__ import annotations

from exactitude.fautes import allure, ecriture, formes, personnes, rendus, structure
from exactitude.fautes.chantier import Faute

FAUTES: tuple[Faute, ...] = (
    *structure.FAUTES,
    *formes.FAUTES,
    *personnes.FAUTES,
    *ecriture.FAUTES,
    *allure.FAUTES,
    *rendus.FAUTES,
)
